"""What a first forest says of the blocks that belong together."""

import numpy as np

from company import ABSENT, LEVELS, NAMES, NONE, company_features


def block(dress, group, start, end, element=0, levels=((ABSENT, ABSENT),) * LEVELS):
    return [dress, group, start, end, element, *(place for run in levels for place in run)]


def test_means_are_over_the_blocks_of_a_sort_and_the_runs():
    scores = np.array([0.0, 2.0, -2.0, 4.0], np.float32)
    odds = 1 / (1 + np.exp(-scores.astype(float)))
    words = np.array([9, 9, 9, 500])
    whole = ((0, 3),) + ((ABSENT, ABSENT),) * (LEVELS - 1)
    company = np.array(
        [block(0, ABSENT, 0, 1, levels=whole), block(1, 7, 1, 3, levels=whole), block(0, 7, 1, 3, levels=whole), block(0, 0, 0, 1)],
        np.uint32,
    )
    # The last block is a page of its own.
    rows = company_features(scores, words, company, np.array([0, 3, 4]))
    row = dict(zip(NAMES, rows[1]))
    assert row["first"] == 2
    assert np.isclose(row["first_dress"], odds[1])
    assert np.isclose(row["first_group"], odds[1:3].mean())
    assert np.isclose(row["first_section"], odds[1:3].mean())
    assert np.isclose(row["first_level_1"], odds[:3].mean())
    assert row["first_level_2"] == NONE
    assert np.isclose(row["first_before"], odds[0]) and row["first_two_before"] == NONE
    assert np.isclose(row["first_share_before"], odds[0] / odds[:3].sum())
    assert np.isclose(rows[0, NAMES.index("first_dress")], odds[[0, 2]].mean())
    assert rows[0, NAMES.index("first_group")] == NONE
    assert np.isclose(rows[3, NAMES.index("first_words")], 500 * odds[3])
