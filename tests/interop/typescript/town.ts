// A typed client: the types of questions and answers are made from the server's schema, and the compiler checks them.
import { ClientError, GraphQLClient } from "graphql-request";
import { graphql } from "./gql/gql.js";
import type { Relation, TownQuery } from "./gql/graphql.js";

const town = graphql(`
  query Town($name: String!, $relation: [Relation!], $first: Int!) {
    place(name: $name) {
      name
      latitude
      capturedBy { __typename name }
      claims(relation: $relation, first: $first) {
        totalCount
        edges { node { relation date quote article { title } } }
      }
    }
  }
`);

const client = new GraphQLClient(process.argv[2]!);
const answer: TownQuery = await client.request(town, { name: "Torvin", relation: ["CAPTURED"], first: 10 });
const place = answer.place!;
const latitude: number | null | undefined = place.latitude;
const dates: string[] = place.claims.edges.map((edge) => String(edge.node.date));
const relations: Relation[] = place.claims.edges.map((edge) => edge.node.relation);
let code: unknown = null;
try {
  await client.request(town, { name: "Torvin", first: 1000 });
} catch (error) {
  code = error instanceof ClientError && error.response.errors?.[0]?.extensions?.code;
}
console.log(JSON.stringify({ by: place.capturedBy, latitude, dates, relations, code }));
