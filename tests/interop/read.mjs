// Read a file with one of three JavaScript parsers and print its quads as N-Quads: node read.mjs n3|rdfxml|jsonld FILE MEDIA-TYPE
import fs from "node:fs";
import { createRequire } from "node:module";

// The packages lie in the folder that the command runs in, not beside this file.
const require = createRequire(`${process.cwd()}/`);
const [reader, file, mediaType] = process.argv.slice(2);
const { Writer, StreamParser } = require("n3");

if (reader === "jsonld") {
  const document = JSON.parse(fs.readFileSync(file, "utf-8"));
  process.stdout.write(await require("jsonld").toRDF(document, { format: "application/n-quads" }));
} else {
  const parser = reader === "n3" ? new StreamParser({ format: mediaType }) : new (require("rdfxml-streaming-parser").RdfXmlParser)();
  const writer = new Writer(process.stdout, { format: "N-Quads", end: false });
  for await (const quad of fs.createReadStream(file).pipe(parser)) writer.addQuad(quad);
  writer.end();
}
