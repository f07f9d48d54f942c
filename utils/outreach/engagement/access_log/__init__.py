"""A web server's access log, read to daily visits: bots and own visits set aside, no address kept.

What is counted, in one place:

page view
    A line with GET, the answer 200 or 304, and a page. 304 ("you have it already") counts, for somebody looked at the
    page again. HEAD, 206 and every other answer do not. What a page is stands in `asked`.
visit
    Page views of one visitor with no gap of 30 minutes or more between two of them.
visitor
    One address with one agent on one day. A person with two devices is two; people behind one address with the same
    browser are one; the next day everybody is new. So visitors of days must not be added.
day
    The day that is written in the line, in the server's own offset from UTC. A visit over midnight is two.
bot
    Whoever says so in the agent (see ``agents.toml``), sends no agent, or fetched ``robots.txt`` on that day.
own visit
    By an address, network or agent that the learner gave, or by whoever was answered a path that the learner gave, on
    that day. Own comes before bot, except that a named bot stays one where only a path speaks for it.

Every line that can be read falls into one column of a day: page_views, bot_views, own_views, feed_requests or
other_requests; together they make the lines that were read.
"""

from outreach.engagement.access_log.lines import looks_like_log
from outreach.engagement.access_log.log_days import LogDays, Unread
from outreach.engagement.access_log.reading import read_log
from outreach.engagement.access_log.table import daily_table

__all__ = ["LogDays", "Unread", "daily_table", "looks_like_log", "read_log"]
