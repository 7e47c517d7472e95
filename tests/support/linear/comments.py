"""What people and apps do to comments, reactions and labels. Every change is told of."""

from collections.abc import Mapping
from typing import Any

from tests.support.linear.entities import Bot, Comment, Entity, Event, Issue, IssueLabel, Reaction, User
from tests.support.linear.errors import InputRefusedError
from tests.support.linear.issues import IssueActions
from tests.support.linear.payloads import actor_payload, iso, payload_of


class CommentActions(IssueActions):
    """``comments_touch_issues``: whether a comment or reaction sets its issue's ``updatedAt``, too."""

    comments_touch_issues = True

    def comment(
        self,
        issue: Issue | str,
        body: str,
        *,
        by: User | Bot | str,
        parent: Comment | None = None,
        given_id: str | None = None,
    ) -> Comment:
        """``given_id``: the client's, refused where it is taken."""
        found, actor = self.issue(issue), self.actor(by)
        comment = self.add(
            Comment,
            given_id,
            body=body,
            url=found.url,
            issue_id=found.id,
            parent_id=parent.id if parent else None,
            user_id=actor.id if isinstance(actor, User) else None,
            bot_actor=actor if isinstance(actor, Bot) else None,
        )
        comment.url += f"#comment-{comment.id[:8]}"
        self._touch(found)
        self._announce("create", comment, by=by, url=comment.url)
        return comment

    def edit_comment(self, comment: Comment | str, body: str, *, by: User | str) -> Comment:
        found = self._comment(comment)
        before = {
            "body": found.body,
            "editedAt": iso(found.edited_at),
            "updatedAt": iso(found.updated_at),
        }
        found.body, found.edited_at, found.updated_at = body, self.now(), self.now()
        self._touch(self._issue_of(found))
        self._announce("update", found, by=by, url=found.url, updated_from=before)
        return found

    def delete_comment(self, comment: Comment | str, *, by: User | str) -> None:
        found = self._comment(comment)
        self._touch(self._issue_of(found))
        self._announce("remove", found, by=by, url=found.url)
        for reaction in self.reactions(found):
            self.drop(reaction)
        self.drop(found)

    def react(
        self, to: Comment | Issue | str, emoji: str, *, by: User | str, given_id: str | None = None
    ) -> Reaction:
        """``to``: a comment or its id, or an issue. The same emoji by the same person is refused."""
        target = self._comment(to) if isinstance(to, str) else to
        user = self.user(by)
        for each in self.reactions(target):
            if (each.emoji, each.user_id) == (emoji, user.id):
                raise InputRefusedError("conflict on insert of Reaction", "You have reacted so already.")
        is_comment = isinstance(target, Comment)
        reaction = self.add(
            Reaction,
            given_id,
            emoji=emoji,
            user_id=user.id,
            comment_id=target.id if is_comment else None,
            issue_id=None if is_comment else target.id,
        )
        self._touch(self._issue_of(target))
        self._announce("create", reaction, by=user, url=target.url)
        return reaction

    def unreact(self, reaction: Reaction | str, *, by: User | str) -> None:
        found = self.find(Reaction, reaction) if isinstance(reaction, str) else reaction
        target = (
            self.find(Comment, found.comment_id) if found.comment_id else self.issue(found.issue_id or "")
        )
        self._touch(self._issue_of(target))
        self._announce("remove", found, by=by, url=target.url)
        self.drop(found)

    def create_label(
        self,
        name: str,
        *,
        by: User | str,
        group: IssueLabel | str | None = None,
        is_group: bool = False,
        color: str = "#bec2c8",
        description: str | None = None,
        team_id: str | None = None,
        given_id: str | None = None,
    ) -> IssueLabel:
        """``group``: its parent. Refused where the name is taken or the parent is no group."""
        parent = self.label(group) if group else None
        if parent is not None and not parent.is_group:
            raise InputRefusedError("parent label is not a group", "Please refresh the page and try again.")
        if any(each.name.casefold() == name.casefold() for each in self.all(IssueLabel)):
            raise InputRefusedError("duplicate label name", f'Label "{name}" already exists.')
        label = self.add(
            IssueLabel,
            given_id,
            name=name,
            color=color,
            description=description,
            is_group=is_group,
            parent_id=parent.id if parent else None,
            team_id=team_id or (parent.team_id if parent else None),
            creator_id=self.user(by).id,
        )
        self._announce("create", label, by=by, url=None)
        return label

    def _comment(self, comment: Comment | Issue | str) -> Comment:
        return comment if isinstance(comment, Comment) else self.find(Comment, str(comment))

    def _issue_of(self, target: Comment | Issue) -> Issue:
        return target if isinstance(target, Issue) else self.issue(target.issue_id or "")

    def _touch(self, issue: Issue) -> None:
        if self.comments_touch_issues:
            issue.updated_at = self.now()

    def _announce(
        self,
        action: str,
        entity: Entity,
        *,
        by: User | Bot | str,
        url: str | None,
        updated_from: Mapping[str, Any] | None = None,
    ) -> None:
        self.emit(
            Event(
                action=action,
                type=entity.TYPE,
                data=payload_of(self, entity),
                actor=actor_payload(self.actor(by)),
                created_at=self.now(),
                url=url,
                updated_from=updated_from,
            )
        )
