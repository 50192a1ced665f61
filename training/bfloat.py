"""bfloat16: the upper 16 bits of a float32."""

import numpy as np


def ceil_bfloat16(values: np.ndarray) -> np.ndarray:
    """The least bfloat16 numbers that are not below the values, as float32."""
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32)
    negative = bits >> 31 == 1
    # Cutting bits off moves towards zero: up, for negative numbers.
    raised = np.where(negative, bits, bits + np.uint32(0xFFFF)) & np.uint32(0xFFFF0000)
    return raised.view(np.float32)


def floor_bfloat16(values: np.ndarray) -> np.ndarray:
    """The upper 16 bits of the greatest bfloat16 numbers that are not above the values (float64)."""
    values = np.asarray(values, np.float64)
    single = values.astype(np.float32)
    single = np.where(single.astype(np.float64) > values, np.nextafter(single, np.float32(-np.inf)), single)
    bits = single.astype(np.float32).view(np.uint32)
    negative = bits >> 31 == 1
    lowered = np.where(negative, bits + np.uint32(0xFFFF), bits)
    return (lowered >> 16).astype(np.uint16)


def from_bfloat16(upper: np.ndarray) -> np.ndarray:
    """Upper 16 bits as float32."""
    return (np.asarray(upper, np.uint32) << 16).view(np.float32)
