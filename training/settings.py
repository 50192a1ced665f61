"""Everything that can be turned when training, in one place, so that an experiment is a change to it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """How the model is trained. Words are counted as the scorer does, weights have mean 1 over labelled blocks."""

    seed: int = 0

    # Whether pages that readers marked (marks.py) are learned from as a whole, or by their snippets alone.
    marked: bool = False

    # How much a page of each corpus weighs against one of another; 0 leaves a corpus out of training.
    corpus_factors: dict[str, float] = field(
        default_factory=lambda: {
            "wcxb-dev": 1.0,
            "news-dev": 1.0,
            "multilingual-dev": 0.5,
            "readability-pages": 1.0,
            "wcxb-dev, beginnings": 0.4,
            "news-dev, beginnings": 0.3,
        }
    )
    # A page of a domain with n pages weighs n to the minus this.
    domain_power: float = 0.25
    # A block weighs its words / max(least_truth_words, words of the truth), at least `weight_floor`, and at least
    # `near_floor` in the article and right before and after it, where a wrong line hurts most; a page at most `page_cap`.
    least_truth_words: int = 100
    weight_floor: float = 0.002
    near_floor: float = 0.03
    page_cap: float = 4.0
    # Pages whose best possible word F1 is lower are not trained on: their truth cannot be reached.
    least_oracle_f1: float = 0.5
    # The share of training pages that are used; for learning curves.
    share_of_pages: float = 1.0
    # Blocks count as article and as not, by the share of their words in the truth, instead of as one of both.
    soft_labels: bool = False
    # Blocks nobody labelled, on pages with snippets only, get the label of a first model where it is surer than this, with
    # this weight against labelled ones; 0 switches it off.
    pseudo_weight: float = 0.0
    pseudo_certainty: float = 0.9

    drop_features: tuple[str, ...] = ()
    # Features by name on which the score may only rise (+1) or fall (-1).
    monotone: dict[str, int] = field(default_factory=dict)

    # Token encodings: on how many domains a token must stand, how strong the pull to zero (inverse, as scikit-learn's C).
    encodings: tuple[str, ...] = ("class", "text", "heading")
    least_domains: dict[str, int] = field(default_factory=lambda: {"class": 30, "text": 60, "heading": 25})
    inverse_penalty: dict[str, float] = field(default_factory=lambda: {"class": 0.5, "text": 0.3, "heading": 0.15})

    trees: int = 150
    leaves: int = 31
    learning_rate: float = 0.1
    feature_fraction: float = 0.3
    least_rows_in_leaf: int = 40
    pull: float = 5.0
    bins: int = 63
    # Blocks trained on, drawn by their weight; 0 for all.
    sample_rows: int = 160_000
    # A bigger forest is trained first and its probabilities, out of fold, are what the small one learns.
    teacher_trees: int = 0
    teacher_leaves: int = 127
    # The share of the teacher's word in the label, the rest being the truth's.
    teacher_share: float = 0.5

    # The second forest, over what the first says of the blocks that belong together; 0 trees for none.
    second_trees: int = 100
    second_leaves: int = 15
