"""The exported model: rounding, bytes and back, and evaluation."""

import lightgbm
import numpy as np
import pytest

from bfloat import ceil_bfloat16, floor_bfloat16, from_bfloat16
from dump import Tokens
from token_encodings import FamilyWeights, encode
from weights import HOPELESS, STOPS, Model, fnv1a, from_bytes, leb128, quantise, to_bytes

NAMES = ["a", "b", "c", "d"]


@pytest.fixture
def grown():
    random = np.random.default_rng(1)
    rows = random.normal(size=(4000, 4)).astype(np.float32) * np.array([1, 100, 1e-3, 1], np.float32)
    rows[:, 3] = random.integers(-1, 5, 4000)
    labels = (rows[:, 0] + rows[:, 1] / 100 + (rows[:, 3] > 2) > 0.5).astype(float)
    rounded = ceil_bfloat16(rows)
    data = lightgbm.Dataset(rounded, labels, init_score=np.full(4000, -0.3), params={"verbose": -1})
    settings = dict(objective="binary", boost_from_average=False, num_leaves=15, max_bin=63, use_missing=False, verbose=-1)
    return lightgbm.train(settings, data, 20), rows, rounded


def families():
    return {
        "class": FamilyWeights.quantised(np.array([70000, 5, 16777215]), np.array([0.5, -1.0, 0.001])),
        "text": FamilyWeights.quantised(np.array([1, 2, 3]), np.array([0.1, 0.2, 0.3])),
        "heading": FamilyWeights.quantised(np.array([], int), np.array([])),
    }


def test_bfloat16_rounds_towards_the_right_side():
    values = np.random.default_rng(0).normal(size=1000) * 10.0 ** np.arange(-5, 5).repeat(100)
    values = np.concatenate([values, [0.0, 1.0, -1.0, 0.5]])
    above = ceil_bfloat16(values.astype(np.float32))
    below = from_bfloat16(floor_bfloat16(values))
    assert (above >= values.astype(np.float32)).all()
    assert (below <= values).all()
    assert (np.abs(above - below) <= np.abs(values) / 60).all()
    assert above[-4:].tolist() == below[-4:].tolist() == [0, 1, -1, 0.5]


def test_sixteen_bit_cuts_send_every_row_the_same_way(grown):
    booster, rows, rounded = grown
    forest = quantise(booster.dump_model()["tree_info"], np.arange(4), -0.3)
    expected = booster.predict(rounded, raw_score=True) - 0.3
    # What is left is the rounding of 20 leaves.
    assert np.abs(forest.scores(rounded, stops=False) - expected).max() <= 20 * forest.scale / 2 + 1e-5
    assert (forest.scores(rows) == forest.scores(rounded)).all()


def test_bytes_and_back(grown):
    booster, rows, _ = grown
    first = quantise(booster.dump_model()["tree_info"], np.arange(4), -0.3)
    second = quantise(booster.dump_model()["tree_info"][:7], np.arange(2, 6), 0.1)
    model = Model(NAMES, first, second, families(), [0.5, 0.25])
    data = to_bytes(model)
    again = from_bytes(data, NAMES)
    assert to_bytes(again) == data
    assert (again.first.scores(rows) == first.scores(rows)).all()
    wide = np.hstack([rows, rows])
    assert (again.second.scores(wide) == second.scores(wide)).all()
    assert again.thresholds == [0.5, 0.25]
    assert again.families["class"].tokens.tolist() == [5, 70000]
    with pytest.raises(ValueError):
        from_bytes(data, NAMES[::-1])
    with pytest.raises(ValueError):
        from_bytes(data + b"x", NAMES)


def test_encodings_are_sums_over_the_square_root_of_the_count():
    own = families()
    none = Tokens(np.zeros(0, np.uint32), np.zeros(2, np.uint32))
    tokens = {
        "class": Tokens(np.array([5, 5, 70000, 9], np.uint32), np.array([0, 4]), np.array([0, 0, 1, 2], np.uint8)),
        "text": Tokens(np.array([3, 8, 8, 8], np.uint32), np.array([4, 0])),
        "heading": none,
    }
    expected = [[0, 0, 0, 0, 0.15, 0], [-2 / 2**0.5, 0.5, 0, -0.75, 0, 0]]
    assert np.abs(encode(own, tokens) - expected).max() < 0.005


def test_a_hopeless_row_stops_early():
    def tree(value):
        return {"tree_structure": {"leaf_value": value}}

    first, least = STOPS[0]
    forest = quantise([tree(2 * least / first)] * first + [tree(0.1)] * 60, np.arange(1), 0.0)
    row = np.zeros((1, 1), np.float32)
    assert forest.scores(row)[0] == HOPELESS
    assert abs(forest.scores(row, stops=False)[0] - (2 * least + 6)) < 0.1


def test_hash_and_varint():
    assert fnv1a("") == 0x811C9DC5
    assert fnv1a("foobar") == 0xBF9CF968
    assert leb128(0) == b"\x00"
    assert leb128(300) == b"\xac\x02"
