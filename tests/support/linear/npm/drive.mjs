// Drives an API with LinearClient as a program of its user would, and prints what it found.
import { randomUUID } from "node:crypto";
import { LinearClient } from "@linear/sdk";

const [apiUrl, token] = process.argv.slice(2);
const key = token.startsWith("lin_api_") ? { apiKey: token } : { accessToken: token };
const linear = new LinearClient({ ...key, apiUrl });

async function refusal(act) {
  try {
    await act();
    return null;
  } catch (error) {
    return { kind: error.constructor.name, type: error.type, message: error.errors?.[0]?.message };
  }
}

async function label(name, parentId) {
  const made = await linear.createIssueLabel({ name, parentId, isGroup: parentId === undefined });
  return await made.issueLabel;
}

const viewer = await linear.viewer;
const hub = await linear.issue("DEV-68");
const team = await hub.team;
const id = randomUUID();
const input = { id, teamId: team.id, parentId: hub.id, title: "Deploy to production?", description: "- [ ] look" };
const made = await linear.createIssue(input);
const duplicate = await refusal(() => linear.createIssue(input));
const group = await label("Request Status");
const approved = await label("Approved", group.id);
const denied = await label("Denied", group.id);
await linear.issueAddLabel(id, approved.id);
const second = await refusal(() => linear.issueAddLabel(id, denied.id));
const done = (await linear.workflowStates({ filter: { name: { eq: "Done" } } })).nodes[0];
await linear.updateIssue(id, { stateId: done.id });
const comment = await (await linear.createComment({ issueId: id, body: "Please **decide**" })).comment;
const reaction = await (await linear.createReaction({ commentId: comment.id, emoji: "+1" })).reaction;
const issue = await linear.issue(id);
const history = await issue.history({ first: 10 });
const children = await hub.children();
const webhook = await (
  await linear.createWebhook({ url: "http://127.0.0.1:1/", resourceTypes: ["Issue"], allPublicTeams: true })
).webhook;
const missing = await refusal(() => linear.issue("DEV-999"));
await linear.archiveIssue(id);
await linear.deleteIssue(id);

console.log(
  JSON.stringify({
    viewer: { email: viewer.email, app: viewer.app, isMe: viewer.isMe },
    organization: (await linear.organization).urlKey,
    team: team.key,
    users: (await linear.users({ filter: { email: { eq: "ada@example.org" } } })).nodes.map((each) => each.name),
    made: { success: made.success, id: made.issueId, parent: (await issue.parent).identifier },
    duplicate,
    second,
    missing,
    labels: (await issue.labels()).nodes.map((each) => each.name),
    inGroup: (await linear.issueLabels({ filter: { parent: { id: { eq: group.id } } } })).nodes.length,
    state: (await issue.state).name,
    comments: (await issue.comments()).nodes.map((each) => each.body),
    reaction: reaction.emoji,
    history: history.nodes.map((each) => ({ added: each.addedLabelIds ?? null, to: each.toStateId ?? null })),
    approved: approved.id,
    done: done.id,
    children: children.nodes.map((each) => each.identifier),
    webhook: { enabled: webhook.enabled, types: webhook.resourceTypes },
    trashed: (await linear.issue(id)).trashed,
  }),
);
