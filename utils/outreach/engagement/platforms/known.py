"""All exports that are known."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Form

MODULES: tuple[str, ...] = (
    "websites.access_log_form",
    "subscriptions.beehiiv",
    "networks.bluesky",
    "subscriptions.buttondown",
    "subscriptions.curated",
    "communities.discourse",
    "communities.discourse_reports",
    "networks.facebook_insights",
    "websites.feeds",
    "websites.ga4",
    "websites.ghost",
    "networks.linkedin_copy",
    "networks.linkedin_page",
    "networks.linkedin_workbook",
    "subscriptions.mailchimp",
    "networks.mastodon",
    "websites.matomo",
    "networks.meta_audience",
    "networks.meta_content",
    "networks.meta_days",
    "communities.ning",
    "own.own_columns",
    "own.own_logs",
    "networks.passed_over",
    "websites.plausible",
    "subscriptions.podcasts",
    "websites.search_console",
    "subscriptions.substack",
    "subscriptions.substack_readers",
    "websites.umami",
    "websites.wordpress_json",
    "websites.wordpress_stats",
    "websites.wordpress_wxr",
    "networks.x_archive",
    "networks.x_posts",
    "networks.youtube",
)
"""The modules of this folder that know an export, each with its ``FORMS``."""


@cache
def known_forms() -> tuple[Form, ...]:
    """Return every form of every module."""
    modules = (importlib.import_module(f"outreach.engagement.platforms.{name}") for name in MODULES)
    return tuple(form for module in modules for form in module.FORMS)
