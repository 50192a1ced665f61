"""The exported model: quantised, written to and read from bytes, and evaluated exactly as the crate does.

The file, little endian:

1. u32: FNV-1a hash (32 bits) of the names joined by newlines: the dumped features, the encodings and what is around them,
   then those of company.py.
2. u8 number of features; of each, u8 number of its cuts; then the cuts of all of them: bfloat16, ascending and distinct, as
   LEB128 of how far each is from the one before it, the first of a feature from 0. Counted is from one bfloat16 to the
   next, modulo 2^16.
3. f32 leaf scale, f32 bias, u16 number of trees. The nodes of all trees in preorder, a split before its left subtree and
   that before the right one: u8 feature of a split, 255 for a leaf. Of each split, u8 place of its cut; of each leaf, i8
   value. A value goes left when it is not above the cut.
   The raw score, log-odds, is bias + scale * sum of the leaves' values. The first forest stops early at STOPS, and the
   second leaves the first one's score where that is below HOPELESS.
4. 2 and 3 again for the second forest, whose features are those of company.py in their order.
5. For the families class, text, heading: f32 scale, u32 number of tokens; of the differences between the ascending 24-bit
   tokens (the first against 0) the lowest 8 bits of each, then the others of each as LEB128; an i8 value for each.
6. u16 number of thresholds, an f32 for each; what they are is said in deciding.py.
"""

import struct
from dataclasses import dataclass

import numba
import numpy as np

from bfloat import floor_bfloat16, from_bfloat16
from company import NAMES as COMPANY_NAMES
from dump import FAMILIES
from token_encodings import FamilyWeights

# Stands among the features of nodes for a leaf.
LEAF = 255

# After so many trees, log odds below these will not come up to those of text any more: of those stopped by each, some three
# blocks in a hundred thousand would. The first forest says HOPELESS of them, or less.
STOPS = ((8, -1.3), (16, -2.05), (20, -2.3), (40, -2.95), (60, -3.0))
# The second forest does not look at blocks of which the first says this or less.
HOPELESS = -3.0


@dataclass
class Forest:
    """A quantised forest: nodes of all trees in preorder. `left` and `right` are places of nodes."""

    bias: np.float32
    scale: np.float32
    # The first node of each tree.
    roots: np.ndarray
    # The feature of each node, -1 for leaves; its cut as the upper 16 bits of a float32; the value of a leaf.
    feature: np.ndarray
    cut: np.ndarray
    value: np.ndarray
    left: np.ndarray
    right: np.ndarray

    def scores(self, rows: np.ndarray, stops: bool = True) -> np.ndarray:
        """Raw scores, float32, of rows of features in the order of the names; `stops` where a row is hopeless."""
        stops_at = np.array([trees for trees, _ in STOPS if stops], np.int64)
        hopeless = np.array([(least - float(self.bias)) / float(self.scale) for _, least in STOPS if stops], np.float64)
        sums, stopped = _sums(
            np.ascontiguousarray(rows, np.float32), self.roots, self.feature, from_bfloat16(self.cut),
            self.value.astype(np.int32), self.left, self.right, stops_at, hopeless,
        )
        scores = self.bias + self.scale * sums.astype(np.float32)
        return np.where(stopped, np.minimum(scores, np.float32(HOPELESS)), scores)


@numba.njit(cache=True)
def _sums(rows, roots, feature, cut, value, left, right, stops_at, hopeless):
    sums, stopped = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.bool_)
    for row in range(len(rows)):
        stop = 0
        for tree, root in enumerate(roots):
            if stop < len(stops_at) and tree == stops_at[stop]:
                if sums[row] < hopeless[stop]:
                    stopped[row] = True
                    break
                stop += 1
            node = root
            while feature[node] >= 0:
                node = left[node] if rows[row, feature[node]] <= cut[node] else right[node]
            sums[row] += value[node]
    return sums, stopped


def quantise(trees: list[dict], places: np.ndarray, bias: float) -> Forest:
    """Of LightGBM's dumped trees, whose feature i is the feature `places[i]`; leaves become steps of 1/127 of the largest."""
    nodes: list[list] = []  # feature, threshold, leaf value, left, right

    def walk(tree: dict) -> int:
        here = len(nodes)
        if "split_feature" not in tree:
            nodes.append([-1, 0.0, tree["leaf_value"], -1, -1])
            return here
        nodes.append([int(places[tree["split_feature"]]), float(tree["threshold"]), 0.0, -1, -1])
        nodes[here][3] = walk(tree["left_child"])
        nodes[here][4] = walk(tree["right_child"])
        return here

    roots = [walk(tree["tree_structure"]) for tree in trees]
    feature, threshold, value, left, right = (np.array(column) for column in zip(*nodes))
    scale = np.float32(max(np.abs(value).max(), 1e-9) / 127)
    return Forest(
        bias=np.float32(bias),
        scale=scale,
        roots=np.array(roots),
        feature=feature.astype(np.int32),
        cut=floor_bfloat16(threshold),
        value=np.round(value / scale).clip(-127, 127).astype(np.int8),
        left=left.astype(np.int32),
        right=right.astype(np.int32),
    )


@dataclass
class Model:
    """All that is exported. `names` are the names of the first forest's features."""

    names: list[str]
    first: Forest
    second: Forest
    families: dict[str, FamilyWeights]
    thresholds: list[float]


def fnv1a(text: str) -> int:
    """The 32-bit FNV-1a hash of a text's UTF-8 bytes."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def leb128(number: int) -> bytes:
    """An unsigned number in groups of seven bits, the lowest first."""
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def to_bytes(model: Model) -> bytes:
    """The model as the file described above."""
    return b"".join(parts(model).values())


def parts(model: Model) -> dict[str, bytes]:
    """The file's parts by name, in order."""
    first_cuts, first_trees = forest_parts(model.first, model.names)
    second_cuts, second_trees = forest_parts(model.second, list(COMPANY_NAMES))
    encodings = bytearray()
    for family in FAMILIES:
        own = model.families[family]
        encodings += struct.pack("<fI", own.scale, len(own.tokens))
        steps = np.diff(own.tokens.astype(np.int64), prepend=0)
        encodings += (steps & 0xFF).astype(np.uint8).tobytes()
        for step in steps:
            encodings += leb128(int(step) >> 8)
        encodings += own.values.astype(np.int8).tobytes()
    return {
        "names": struct.pack("<I", names_hash(model.names)),
        "cuts": first_cuts,
        "trees": first_trees,
        "cuts of the second forest": second_cuts,
        "trees of the second forest": second_trees,
        "encodings": bytes(encodings),
        "thresholds": struct.pack(f"<H{len(model.thresholds)}f", len(model.thresholds), *model.thresholds),
    }


def names_hash(names: list[str]) -> int:
    """Tells features from others."""
    return fnv1a("\n".join([*names, *COMPANY_NAMES]))


def forest_parts(forest: Forest, names: list[str]) -> tuple[bytes, bytes]:
    """The cuts and the trees of a forest over these features."""
    splits = forest.feature >= 0
    count = int(forest.feature.max(initial=-1)) + 1
    if count > LEAF:
        raise ValueError(f"{count} features; there is room for {LEAF}")
    cuts = [sorted({in_order(int(cut)) for cut in forest.cut[forest.feature == feature]}) for feature in range(count)]
    table = bytearray([count])
    for name, own in zip(names, cuts):
        if len(own) > 255:
            raise ValueError(f"{name} has {len(own)} cuts; there is room for 255")
        table.append(len(own))
    for own in cuts:
        for cut, last in zip(own, [0, *own]):
            table += leb128((cut - last) & 0xFFFF)
    trees = bytearray(struct.pack("<ffH", forest.scale, forest.bias, len(forest.roots)))
    trees += np.where(splits, forest.feature, LEAF).astype(np.uint8).tobytes()
    for feature, cut in zip(forest.feature[splits], forest.cut[splits]):
        trees.append(cuts[feature].index(in_order(int(cut))))
    trees += forest.value[~splits].astype(np.int8).tobytes()
    return bytes(table), bytes(trees)


def in_order(upper: int) -> int:
    """A number that grows with the float32 of these upper 16 bits: those of negative ones fall. 0 for 0."""
    return upper if upper < 0x8000 else (upper ^ 0x7FFF) - 0x10000


class Reader:
    """Takes numbers off the front of bytes."""

    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def leb128(self) -> int:
        number, shift = 0, 0
        while True:
            (byte,) = self.take("B")
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number


def read_forest(reader: Reader) -> Forest:
    """Reads the cuts and trees of a forest."""
    cuts = []
    for count in reader.take(f"{reader.take('B')[0]}B"):
        last, own = 0, []
        for _ in range(count):
            last = (last + reader.leb128()) & 0xFFFF
            own.append(last if last < 0x8000 else last ^ 0x7FFF)
        cuts.append(own)
    scale, bias, trees = reader.take("ffH")
    feature, left, right = [], [], []

    def read_tree() -> int:
        here = len(feature)
        feature.append(reader.take("B")[0])
        left.append(-1)
        right.append(-1)
        if feature[here] != LEAF:
            left[here] = read_tree()
            right[here] = read_tree()
        return here

    roots = [read_tree() for _ in range(trees)]
    cut = [0 if own == LEAF else cuts[own][reader.take("B")[0]] for own in feature]
    value = [reader.take("b")[0] if own == LEAF else 0 for own in feature]
    feature = [-1 if own == LEAF else own for own in feature]
    return Forest(
        np.float32(bias), np.float32(scale), np.array(roots), np.array(feature, np.int32), np.array(cut, np.uint16),
        np.array(value, np.int8), np.array(left, np.int32), np.array(right, np.int32),
    )


def from_bytes(data: bytes, names: list[str]) -> Model:
    """Reads a model back; fails when it is for other features than these."""
    reader = Reader(data)
    if reader.take("I")[0] != names_hash(names):
        raise ValueError("the weights are for other features")
    first, second = read_forest(reader), read_forest(reader)
    families = {}
    for family in FAMILIES:
        own_scale, count = reader.take("fI")
        lowest = np.array(reader.take(f"{count}B"), np.int64)
        tokens = np.cumsum([reader.leb128() << 8 for _ in range(count)] + lowest).astype(np.uint32)
        values = np.array(reader.take(f"{count}b"), np.int8)
        families[family] = FamilyWeights(tokens, values, np.float32(own_scale))
    (count,) = reader.take("H")
    thresholds = list(reader.take(f"{count}f"))
    if reader.at != len(data):
        raise ValueError("the weights go on after their end")
    return Model(names, first, second, families, thresholds)
