"""Accounts of those who work with us, on what we run."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
from domain.risk.reading.phrases import later_phrases, noun_phrase
from domain.risk.reading.tokens import Token

_ACCOUNTS = words(
    """
    account accounts user users login logins seat seats konto konten zugang zugange compte comptes cuenta
    cuentas
    """
) | {"user account", "user accounts"}
_STAFF = words(
    """
    intern interns contractor contractors trainee trainees apprentice freelancer freelancers consultant
    consultants temp temps hire hires starter starters colleague colleagues auditor auditors agency vendor
    vendors
    supplier joiner joiners newcomer newcomers developer developers engineer engineers teammate students
    praktikant praktikanten praktikantin werkstudent stagiaire stagiaires becario becarios
    """
) | {"new hire", "new colleague", "new starter"}
_SYSTEMS = words(
    """
    jenkins gitlab github bitbucket jira confluence grafana kibana argocd sentry datadog aws gcp azure console
    vpn bastion vault okta keycloak portainer rancher nexus artifactory sonarqube snowflake looker metabase
    slack
    """
)
_AT = frozenset({"on", "in", "at", "to", "for", "auf", "im", "sur", "dans", "en"})
_RUNS = (Resource.INFRASTRUCTURE, Resource.DATABASE, Resource.NETWORK)


def is_staff_account(tokens: list[Token]) -> bool:
    """In "an account on GitLab", "the interns accounts"."""
    if not any(token.text in _ACCOUNTS for token in tokens):
        return False
    if any(token.text in _STAFF for token in tokens):
        return True
    placed = any(phrase.joint in _AT and phrase.resource in _RUNS for phrase in later_phrases(tokens, 0))
    return placed or any(
        token.text in _SYSTEMS and tokens[place - 1].text in _AT | {"the", "our"}
        for place, token in enumerate(tokens)
        if place
    )


def wants_account(tokens: list[Token], place: int) -> bool:
    """In "the new intern needs an account on GitLab", of which the verb stands at ``place``."""
    wanted = noun_phrase(tokens, place + 1)
    named = any(token.text in _ACCOUNTS for token in tokens[place + 1 : wanted.end])
    return named and is_staff_account(tokens)
