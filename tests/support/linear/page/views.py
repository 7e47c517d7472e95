"""The loopback Linear's two pages, as HTML."""

from collections.abc import Iterable
from html import escape

from tests.support.linear.entities import Issue, IssueLabel, User, WorkflowState
from tests.support.linear.page import parts
from tests.support.linear.page.markdown import BOXES, render
from tests.support.linear.world import World


def home(world: World, viewer: User) -> str:
    under_hub = list(reversed(world.children(world.hub)))
    shown = {world.hub.id, *(issue.id for issue in under_hub)}
    others = [issue for issue in reversed(world.all(Issue)) if issue.id not in shown]
    hub = f'<a href="{escape(parts.path_of(world, world.hub))}">{escape(world.hub.identifier)}</a>'
    body = f"""
<h1>{escape(world.hub.title)}</h1>
<p class="soft">Requests for approval, the sub-issues of {hub}, newest first.</p>
<section data-live>{parts.issue_list(world, under_hub)}</section>
<h2>Other issues</h2>
<section data-live>{parts.issue_list(world, others)}</section>
<h2>New issue</h2>
<form class="card stack" method="post" action="/issues">
  <input type="text" name="title" required maxlength="200" aria-label="Title"
    placeholder="What is to be done?">
  <textarea name="description" placeholder="Details, as markdown" aria-label="Description"></textarea>
  <div class="row">
    <button class="main">Create</button>
    <label class="check"><input type="checkbox" name="delegate" value="yes" checked>
      delegate it to {escape(world.app_user.name)}</label>
  </div>
</form>"""
    return _page(world, viewer, world.hub.title, body)


def issue_page(world: World, viewer: User, issue: Issue) -> str:
    at = f"/issues/{issue.identifier}"
    description = render(issue.description or "*No description.*", tickable=True)
    comments = [parts.comment_card(world, each, viewer) for each in world.comments(issue)]
    children = world.children(issue)
    listed = f"<h2>Sub-issues</h2>{parts.issue_list(world, children)}" if children else ""
    body = f"""
<p class="crumbs">{_crumbs(world, issue)}</p>
<h1>{escape(issue.title)}</h1>
<div data-live>{_facts(world, issue)}</div>
<div data-live>{_group_buttons(world, issue, at)}</div>
<section class="card prose" data-live>{description}</section>
<form id="{BOXES}" method="post" action="{at}/boxes"></form>
<section data-live>{listed}</section>
<h2>Comments</h2>
<section data-live>{"".join(comments) or '<p class="empty card">No comment yet.</p>'}</section>
<form class="card stack comment" method="post" action="{at}/comments">
  <textarea name="body" required aria-label="Comment"
    placeholder="Comment as {escape(viewer.name)}"></textarea>
  <div class="row"><button class="main">Comment</button></div>
</form>
<h2>Move or hand over</h2>
<div class="row">
  <form method="post" action="{at}/state" data-live>{_states(world, issue)}</form>
  <form method="post" action="{at}/delegate" data-live>{_delegate_button(world, issue)}</form>
  <form method="post" action="{at}/archive"><button>Archive</button></form>
  <form method="post" action="{at}/trash"><button>Delete</button></form>
</div>
<h2>History</h2>
<section class="card" data-live><ol class="history">{_history(world, issue)}</ol></section>"""
    return _page(world, viewer, f"{issue.identifier} {issue.title}", body)


def _page(world: World, viewer: User, title: str, body: str) -> str:
    options = _options((user.id, user.name, user is viewer) for user in world.people)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} · loopback Linear</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="data:,">
<script src="/refresh.js" defer></script>
</head>
<body data-version="{len(world.events)}">
<header>
  <a class="brand" href="/">{escape(world.organization.name)} <small>· loopback Linear</small></a>
  <form method="post" action="/act-as" class="row">
    <label for="person" class="soft">acting as</label>
    <select id="person" name="person" data-submit>{options}</select>
    <noscript><button>Change</button></noscript>
  </form>
</header>
<main>{body}
</main>
</body>
</html>
"""


def _crumbs(world: World, issue: Issue) -> str:
    chain = [f'<a href="/">{escape(world.team.name)}</a>']
    if issue.parent_id:
        parent = world.issue(issue.parent_id)
        chain.append(f'<a href="{escape(parts.path_of(world, parent))}">{escape(parent.identifier)}</a>')
    return " › ".join([*chain, escape(issue.identifier)])


def _facts(world: World, issue: Issue) -> str:
    roles = (
        ("by", issue.creator_id),
        ("assigned to", issue.assignee_id),
        ("delegated to", issue.delegate_id),
    )
    people = [f"<span>{role} {parts.who(world, identity)}</span>" for role, identity in roles if identity]
    return f'<div class="facts">{parts.pills(world, issue)}{"".join(people)}</div>'


def _group_buttons(world: World, issue: Issue, at: str) -> str:
    groups = [label for label in world.all(IssueLabel) if label.is_group]
    if not groups:
        return (
            '<form class="card notice row" method="post" action="/labels"><span>There is no label group '
            "<strong>Request Status</strong> yet: <code>devtools linear setup</code> makes it.</span>"
            "<button>Make it here</button></form>"
        )
    return "".join(_one_group(world, issue, group, at) for group in groups)


def _one_group(world: World, issue: Issue, group: IssueLabel, at: str) -> str:
    buttons = [
        f'<button name="label" value="{label.id}" aria-pressed="{str(label.id in issue.label_ids).lower()}">'
        f"{parts.dot(label.color)}{escape(label.name)}</button>"
        for label in world.all(IssueLabel)
        if label.parent_id == group.id
    ]
    named = f'<span class="soft">{escape(group.name)}</span>'
    return f'<form class="row facts" method="post" action="{at}/label">{named}{"".join(buttons)}</form>'


def _states(world: World, issue: Issue) -> str:
    states = world.all(WorkflowState)
    options = _options((state.id, state.name, state.id == issue.state_id) for state in states)
    chosen = f'<select name="state" aria-label="State" data-submit>{options}</select>'
    return f"{chosen} <noscript><button>Move</button></noscript>"


def _delegate_button(world: World, issue: Issue) -> str:
    if issue.delegate_id:
        return '<button name="to" value="">Take back the delegation</button>'
    return f'<button name="to" value="{world.app_user.id}">Delegate to {escape(world.app_user.name)}</button>'


def _history(world: World, issue: Issue) -> str:
    lines = [parts.history_line(world, entry) for entry in reversed(world.history(issue))]
    creator, created_at = parts.who(world, issue.creator_id), parts.moment(issue.created_at)
    return "".join([*lines, f"<li>{creator}<span>created it</span>{created_at}</li>"])


def _options(choices: Iterable[tuple[str, str, bool]]) -> str:
    return "".join(
        f'<option value="{escape(value)}"{" selected" if chosen else ""}>{escape(text)}</option>'
        for value, text, chosen in choices
    )
