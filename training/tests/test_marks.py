"""Marks: what readers took for a page's text, found again when blocks were numbered anew."""

from corpora import Marks
from marks import find_runs, mark, marked_labels, marks_of

BLOCKS = ["Home", "It rained all of Tuesday.", "The river rose.", "Read also: the mill", "Nobody was hurt.", "Home"]


def labels(blocks, keep, unsure=()):
    written = Marks(marks_of([list(run) for run in keep], BLOCKS), marks_of([list(run) for run in unsure], BLOCKS))
    found = marked_labels(blocks, written)
    return None if found is None else found.tolist()


def test_runs_are_the_text_and_all_else_is_not():
    assert labels(BLOCKS, [(1, 2), (4, 4)]) == [0, 1, 1, 0, 1, 0]


def test_a_reader_in_doubt_leaves_a_block_open():
    assert labels(BLOCKS, [(1, 4)], [(3, 3)]) == [0, 1, 1, -1, 1, 0]


def test_runs_may_be_written_in_any_order():
    assert labels(BLOCKS, [(4, 4), (1, 2)]) == [0, 1, 1, 0, 1, 0]


def test_runs_are_found_where_blocks_have_other_numbers():
    assert labels(["Menu", "Search", *BLOCKS], [(1, 2), (4, 4)]) == [0, 0, 0, 1, 1, 0, 1, 0]
    assert labels(BLOCKS[1:], [(1, 2), (4, 4)]) == [1, 1, 0, 1, 0]


def test_of_blocks_that_say_the_same_the_nearest_counts():
    assert labels(BLOCKS, [(5, 5)]) == [0, 0, 0, 0, 0, 1]
    assert labels(BLOCKS, [(0, 1)]) == [1, 1, 0, 0, 0, 0]


def test_a_page_that_is_another_by_now_says_nothing():
    assert labels(["It rained all of Wednesday."], [(1, 2)]) is None


def test_letters_and_spaces_do_not_make_another_block():
    assert mark("The  River\nrose") == mark("the river rose.")
    assert find_runs("", []) == []
