"""Pieces of the page: people, times, labels, what happened. Everything that people wrote is escaped."""

from datetime import datetime
from html import escape

from tests.support.linear.entities import Bot, Comment, Issue, IssueHistory, IssueLabel, User, WorkflowState
from tests.support.linear.page.markdown import render
from tests.support.linear.payloads import iso
from tests.support.linear.world import World

_THUMB = "M2 9h3v9H2zM6 9l4-7c1.6 0 2.2 1.1 2 2.4L11.4 8H17c1 0 1.6.9 1.4 1.8l-1.5 6.4c-.3 1-1 1.8-2 1.8H6z"
_EYE = "M1 10s3.2-6 9-6 9 6 9 6-3.2 6-9 6-9-6-9-6zm9 3.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z"
EMOJI = {
    "+1": f'<path d="{_THUMB}"/>',
    "-1": f'<path d="{_THUMB}" transform="rotate(180 10 10)"/>',
    "eyes": f'<path d="{_EYE}" fill-rule="evenodd"/>',
}
"""Drawn, as not every machine has a font of emoji."""


def path_of(world: World, issue: Issue) -> str:
    return issue.url.removeprefix(world.base_url)


def moment(at: datetime) -> str:
    return f'<time datetime="{iso(at)}">{at:%d %b %H:%M:%S} UTC</time>'


def dot(color: str) -> str:
    """SVG, as the page's policy allows no inline style."""
    circle = f'<circle cx="5" cy="5" r="5" fill="{escape(color)}"/>'
    return f'<svg class="dot" viewBox="0 0 10 10" aria-hidden="true">{circle}</svg>'


def label_pill(world: World, label: IssueLabel) -> str:
    group = f"{world.label(label.parent_id).name}: " if label.parent_id else ""
    return f'<span class="pill">{dot(label.color)}{escape(group + label.name)}</span>'


def state_pill(state: WorkflowState) -> str:
    return f'<span class="pill">{dot(state.color)}{escape(state.name)}</span>'


def pills(world: World, issue: Issue) -> str:
    found = [label_pill(world, world.label(each)) for each in issue.label_ids]
    if issue.trashed or issue.archived_at:
        found.append(f'<span class="pill">{"trashed" if issue.trashed else "archived"}</span>')
    return f'<span class="pills">{"".join([*found, state_pill(world.state(issue.state_id))])}</span>'


def who(world: World, identity: str | None, bot: Bot | None = None) -> str:
    if identity is not None:
        user = world.user(identity)
        return f"<strong>{escape(user.name)}</strong>{' <span class=bot>app</span>' if user.app else ''}"
    return f"<strong>{escape(bot.name if bot else 'Linear')}</strong> <span class=bot>bot</span>"


def issue_list(world: World, issues: list[Issue]) -> str:
    if not issues:
        return '<p class="empty card">None yet.</p>'
    rows = [
        f'<li><a href="{escape(path_of(world, issue))}"><span class="key">{escape(issue.identifier)}</span>'
        f'<span class="name">{escape(issue.title)}</span>{pills(world, issue)}</a></li>'
        for issue in issues
    ]
    return f'<ul class="issues card">{"".join(rows)}</ul>'


def comment_card(world: World, comment: Comment, viewer: User) -> str:
    buttons, reactions = [], world.reactions(comment)
    for name in dict.fromkeys([*EMOJI, *(each.emoji for each in reactions)]):
        given = [each for each in reactions if each.emoji == name]
        mine = any(each.user_id == viewer.id for each in given)
        people = ", ".join(world.user(each.user_id or "").name for each in given)
        buttons.append(
            f'<button name="emoji" value="{escape(name)}" aria-pressed="{str(mine).lower()}"'
            f' title="{escape(people or "nobody yet")}">{_icon(name)}{len(given) or ""}</button>'
        )
    edited = ' <span class="soft">edited</span>' if comment.edited_at else ""
    return (
        f'<article class="comment card"><div class="who">{who(world, comment.user_id, comment.bot_actor)}'
        f"{moment(comment.created_at)}{edited}</div>"
        f'<div class="prose">{render(comment.body)}</div>'
        f'<form class="pills" method="post" action="/comments/{comment.id}/reactions">'
        f"{''.join(buttons)}</form></article>"
    )


def _icon(emoji: str) -> str:
    if emoji not in EMOJI:
        return f":{escape(emoji)}:"
    return f'<svg class="icon" viewBox="0 0 20 20" role="img" aria-label="{emoji}">{EMOJI[emoji]}</svg>'


def history_line(world: World, entry: IssueHistory) -> str:
    said = "; ".join(_changes(world, entry)) or "changed it"
    return (
        f"<li>{who(world, entry.actor_id, entry.bot_actor)}<span>{escape(said)}</span>"
        f"{moment(entry.created_at)}</li>"
    )


def _changes(world: World, entry: IssueHistory) -> list[str]:
    named = [
        (f"set {world.label(each).name}" for each in entry.added_label_ids or ()),
        (f"took {world.label(each).name} away" for each in entry.removed_label_ids or ()),
    ]
    found = [line for lines in named for line in lines]
    if entry.to_state_id:
        found.append(f"moved it to {world.state(entry.to_state_id).name}")
    for word, old, new in (
        ("assigned it to", entry.from_assignee_id, entry.to_assignee_id),
        ("delegated it to", entry.from_delegate_id, entry.to_delegate_id),
    ):
        if old or new:
            found.append(f"{word} {world.user(new).name if new else 'nobody'}")
    if entry.from_parent_id or entry.to_parent_id:
        parent = world.issue(entry.to_parent_id).identifier if entry.to_parent_id else "no issue"
        found.append(f"moved it under {parent}")
    if entry.updated_description:
        found.append("edited the description")
    if entry.trashed is not None:
        found.append("trashed it" if entry.trashed else "took it out of the trash")
    elif entry.archived is not None:
        found.append("archived it" if entry.archived else "took it out of the archive")
    return found
