"""Labels: blocks aligned with the truth."""

import numpy as np

from corpora import Page, registrable_domain, words
from labels import article_shares, snippet_labels


def shares(blocks, truth):
    return article_shares([words(block) for block in blocks], truth).round(2).tolist()


def page(**facts):
    plain = dict(
        corpus="c", id="1", url="", type="article", lang="en", text=None, with_snippets=[], without_snippets=[]
    )
    return Page(**{**plain, **facts})


def test_blocks_of_the_truth_count_and_others_do_not():
    blocks = ["Home News", "It rained all of Tuesday.", "Read more", "The river rose."]
    assert shares(blocks, "It rained all of Tuesday.\nThe river rose.") == [0, 1, 0, 1]


def test_a_text_that_stands_twice_is_the_one_beside_its_neighbours():
    blocks = ["The river rose.", "Menu", "About", "It rained all of Tuesday.", "The river rose.", "Nobody was hurt there."]
    truth = "It rained all of Tuesday.\nThe river rose.\nNobody was hurt there."
    assert shares(blocks, truth) == [0, 0, 0, 1, 1, 1]


def test_the_first_of_two_is_taken_when_the_body_follows_it():
    blocks = ["The river rose.", "It rained all of Tuesday.", "Comments", "The river rose."]
    assert shares(blocks, "The river rose.\nIt rained all of Tuesday.") == [1, 1, 0, 0]


def test_a_truth_that_has_a_text_twice_takes_both():
    blocks = ["Chorus line one here.", "Verse about the rain.", "Chorus line one here."]
    assert shares(blocks, "Chorus line one here.\nVerse about the rain.\nChorus line one here.") == [1, 1, 1]


def test_text_in_another_order_is_found():
    blocks = ["Second part of it all here.", "First part of it, said before and longer than the other one."]
    truth = "First part of it, said before and longer than the other one.\nSecond part of it all here."
    assert shares(blocks, truth) == [1, 1]


def test_a_share_of_a_block_can_be_the_truth():
    (share,) = shares(["By Ann Smith. The river rose all day long"], "The river rose all day long")
    assert 0.5 < share < 1


def test_pages_without_truth_or_blocks():
    assert shares(["Some text"], "") == [0]
    assert shares([], "Some text") == []
    assert shares(["", "Some text"], "Some text") == [0, 1]


def test_snippets_label_only_what_they_speak_of():
    blocks = ["It rained all of Tuesday, and the river rose.", "Sign up for letters", "The bridge was closed.", "Home"]
    known = page(with_snippets=["rained all of Tuesday"], without_snippets=["Sign up"])
    assert snippet_labels(blocks, known).tolist() == [1, 0, -1, -1]


def test_a_long_snippet_labels_the_blocks_it_spans():
    known = page(with_snippets=["It rained all of Tuesday. The river rose by two feet."])
    blocks = ["It rained all of Tuesday.", "The river rose by two feet.", "rose"]
    assert snippet_labels(blocks, known).tolist() == [1, 1, -1]


def test_clutter_labelled_by_hand_is_not_the_article():
    known = page(clutter=["Read this next", "Ann Smith"], must_stay=["A talk with Ann Smith about rain"])
    assert snippet_labels(["Read this next", "Ann Smith", "Rain"], known).tolist() == [0, -1, -1]


def test_domains():
    assert registrable_domain("https://news.bbc.co.uk/x") == "bbc.co.uk"
    assert registrable_domain("https://www.example.org:8080/") == "example.org"
    assert registrable_domain("hard::100noticias.com-millones.html") == "100noticias.com"
    assert registrable_domain("https://web.archive.org/web/20171008220355/http://a.example.com/x") == "example.com"
    assert registrable_domain("https://rain.wordpress.com/x") == "rain.wordpress.com"
    assert registrable_domain("") == ""
    assert np.isscalar(len(registrable_domain("nothing")))
