//! Slots, need, attainability, forecast. Pure.
