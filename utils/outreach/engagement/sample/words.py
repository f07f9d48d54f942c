"""Titles and sentences. All invented; none of them tells of a person who was a client."""

from __future__ import annotations

PRACTICE = "Juniper Street Counseling"
SITE = "https://juniperstreet.example"
HOST = "juniperstreet.example"
HOSPICE_PAGE = "https://hospice.example/for-families/"

NADIA = "nadia"
TOMAS = "tomas"
FULL_NAMES = {NADIA: "Nadia Rahimi", TOMAS: "Tomás Ibarra"}

BLOG_TITLES = {
    NADIA: (
        "When the phone rings and it is the hospital again",
        "The list on the fridge, and what it cannot hold",
        "What to say when your mother asks to go home",
        "You are allowed to be tired of this",
        "Grief that begins before the funeral",
        "The drawer with the reading glasses",
        "Sunday evenings are long: five small things",
        "How to ask a brother for help, and mean it",
        "Caring for a parent who was hard to love",
        "After the hospice bed is gone",
        "When friends stop asking how he is",
        "The first birthday without her",
    ),
    TOMAS: (
        "Two people, one sick parent, and no time to talk",
        "Ten minutes at the kitchen table",
        "How to argue about money and a care home",
        "When one of you cries and the other mows the lawn",
        "Saying no to a visit without starting a war",
        "A marriage in the waiting room",
        "The question that stops most of our quarrels",
        "Going to bed angry, and getting up together",
    ),
}
"""In the order in which they came out."""

DRAFT_TITLE = "Seven talks I would like to give (unfinished)"
PAGES = (("About us", "about"), ("What a first visit is like", "first-visit"), ("Contact", "contact"))

FIRST_LINES = (
    "There is a moment late in the day when the house goes quiet and the worry does not.",
    "Nobody hands you a manual for this, and the ones for sale do not know your father.",
    "You do not have to find the right words. A true sentence, said slowly, will do.",
    "Most people who care for a parent never call themselves caregivers.",
    "This is general information, and not advice for your own situation.",
)

READERS_SAY = (
    "Thank you. I read this twice on Sunday evening.",
    "I had no word for it until now.",
    "We tried the short answer and it was a calmer afternoon.",
    "Does this still help when the question comes every ten minutes?",
    "I sent this to my sister.",
    "The part about being tired made me put the phone down and sit for a while.",
    "What do you say when the answer makes it worse?",
    "My aunt says the same thing in other words.",
    "I would like to read more about the nights.",
    "We are at the start of this. It is good to know what may come.",
    "How do I explain this to a ten-year-old?",
    "I am a nurse and I will print it for our break room.",
    "It helped to read that both of us can be right.",
    "Reading this at two in the morning. Thank you.",
    "Is there a shorter version for my brother?",
    "I do not agree with the last point, but it made me think.",
    "The list is on our fridge now.",
)
READERS_ADD = (
    "Thank you, that is an answer I can use.",
    "We will try that this week.",
    "That is kind. I will write again when I know more.",
)
AUTHORS_SAY = (
    "Thank you for writing. Others ask this too, and I will come back to it in a post.",
    "I am glad it was of use. Going slowly is allowed.",
    "In general, short and true works better than long and right.",
    "A good question for the next letter.",
    "Both can be right. That is often where the talk begins.",
)
SPAM_SAYS = (
    "Great article!! Visit my site for cheap watches",
    "I earn 900 dollars a day from home, ask me how",
    "Best roof repair in your area, click here",
    "Very good information keep posting, best pills online",
    "You need more followers? We have followers",
)

LETTER_SUBJECTS = (
    "A letter for Sunday evening",
    "The question we hear most",
    "Who looks after you on Mondays?",
    "When the calendar is full of doctors",
    "Five small things",
    "A chair, a blanket, ten minutes",
    "What helps at two in the morning",
    "About asking for help",
    "Summer, and no vacation",
    "The good day, and the day after",
    "What our readers wrote back",
    "Before the leaves turn",
)
HEADLINES = ("What to say when your mother asks to go home", "Your mother asks to go home. Now what?")
"""The two subject lines that were tried against each other."""

FACEBOOK_SAYS = (
    "We are here again after a long quiet spell. This page will say little, and try to be useful.",
    "New on our blog: when the phone rings and it is the hospital again.",
    "A small thing for today: sit down before you open the mail.",
    "The library has a shelf for caregivers now, near the window.",
    "New on our blog: what to say when your mother asks to go home.",
    "=SUM(1+1)",
    "Nobody is late in grief. There is no schedule.",
    "Our county's respite program takes applications until June.",
    "A walk around the block counts.",
    "If you only do one thing today, drink a glass of water while it is still cold.",
    "New on our blog: how to argue about money and a care home.",
    "Five things nurses wish that families would ask. Please share with someone who sits in a waiting room today.",
    "Thank you for passing on last week's list.",
    "<script>alert('tea is ready')</script>",
    "Our office plant has survived another month of us.",
    "New on our blog: the drawer with the reading glasses.",
    "A question for Sunday: who do you call when you do not want advice?",
    "The hospice choir sings at the library on Friday. Free, and short.",
    "You may leave a get-together early. People who love you will understand.",
    "New on our blog: how to ask a brother for help, and mean it.",
    "Today Grace took all calls, and the calendar is still in one piece.",
    "Two chairs on a porch are a support group.",
    "New on our blog: a marriage in the waiting room.",
    "Sleep comes in pieces for many people who care for someone. Pieces count too.",
    "The caregivers' question hour is written, so that nobody has to turn on a camera.",
    "New on our blog: the first birthday without her.",
)
"""One for each week. Two of them are jokes: Grace tried a formula, Tomás tried a tag."""

INSTAGRAM_SAYS = (
    "Hello from Juniper Street.\n\n#caregivers #portellery",
    "A chair by the window.",
    "Sunday evening.\n\nWrite down one thing that can wait.\n\n#caregivers",
    "Rain, tea, and a list.",
    "The bench behind the library.",
    'A card in our hallway says "ask again tomorrow".',
    "Two cups.",
    "The garden does not hurry.\n\n#grief",
    "Last light on Juniper Street.",
)

MASTODON_SAYS = (
    "Hello. I teach couples to talk, and I am new here.",
    "Ten minutes at the kitchen table, no phones. That is the whole exercise.",
    "I gave a talk at the library. Eleven chairs, nine people, good questions.",
    "What would you ask a couples therapist if it were free and nobody saw?",
    "A small rule: the one who is more tired chooses the time of the talk.",
    "Drafting something about quarrels in cars.",
    "Still drafting something about quarrels in cars.",
    "My colleague finished three posts this month. I finished a sandwich.",
    "Care homes are expensive. So is never speaking about them.",
    "I will be back here soon with a series.",
)
MASTODON_ANSWERS = ("Thank you, that is a good way to put it.", "In general, yes. Start with a smaller question.")
MASTODON_PRIVATE = "This was meant for one person only."
MASTODON_FOLLOWERS = "For followers only: the talk is moved to Thursday."

VIDEO_TITLES = (
    "A talk at the library: two people, one sick parent",
    "Questions from the floor, part 1",
    "Questions from the floor, part 2",
    "How to start a hard talk in one sentence",
)

QUERIES = (
    "what to say when mother asks to go home",
    "juniper street counseling",
    "grief counselor port ellery",
    "caregiver tired of caring for parent",
    "anticipatory grief parent",
    "how to ask siblings for help with parent",
    "couples counseling port ellery",
    "hospice support for families washington",
)

SHOPPING = (("tea, the green one", "2"), ("stamps", "1 roll"), ("light bulbs for the hallway", "4"), ("cat food", "6"))
