// A webhook's receiver as the SDK makes one: prints its port, then a line of JSON for each event it accepts.
import { createServer } from "node:http";
import { LinearWebhookClient } from "@linear/sdk/webhooks";

const handler = new LinearWebhookClient(process.argv[2]).createHandler();
handler.on("*", (event) => {
  console.log(JSON.stringify(event));
});
const server = createServer(handler);
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
