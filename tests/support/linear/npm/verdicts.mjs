// Reads [{body, signature, secret}] and says of each whether LinearWebhookClient accepts it.
import { readFileSync } from "node:fs";
import { LinearWebhookClient } from "@linear/sdk/webhooks";

function accepts({ body, signature, secret }) {
  try {
    return new LinearWebhookClient(secret).verify(Buffer.from(body, "utf8"), signature);
  } catch {
    return false;
  }
}

const cases = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(cases.map(accepts)));
