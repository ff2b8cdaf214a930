// Ask a SPARQL endpoint, and the pages of its things, with Comunica; print what was found as JSON.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, select, construct, note] = process.argv.slice(2);
const engine = new QueryEngine();

const names = async (context) => {
  const rows = await (await engine.queryBindings(select, context)).toArray();
  return rows.map((row) => row.get("name").value);
};
const quads = await (await engine.queryQuads(construct, { sources: [endpoint] })).toArray();
const sources = [{ type: "sparql", value: endpoint }];
await engine.queryVoid(`INSERT DATA { GRAPH <${note}> { <${note}> <${note}> 1 } }`, { sources, destination: { type: "sparql", value: endpoint } });
const written = await engine.queryBoolean(`ASK { GRAPH <${note}> { <${note}> <${note}> 1 } }`, { sources });
await engine.queryVoid(`DROP GRAPH <${note}>`, { sources, destination: { type: "sparql", value: endpoint } });
const page = await (
  await engine.queryBindings('SELECT ?name { ?place <http://www.w3.org/2000/01/rdf-schema#label> ?name FILTER(CONTAINS(STR(?place), "/torvin") && STR(?name) = "Torvin") }', {
    sources: [new URL("id/entity/torvin", endpoint.replace("/sparql", "/")).href],
  })
).toArray();

console.log(
  JSON.stringify({
    names: await names({ sources: [endpoint] }), // the kind of source is found out by asking it
    quads: quads.map((quad) => `${quad.subject.value} ${quad.predicate.value} ${quad.object.value}`),
    typed: await names({ sources }),
    written,
    page: page[0]?.get("name").value,
  }),
);
