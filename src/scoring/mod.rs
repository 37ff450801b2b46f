//! Model, value functions, intervals, scorecards, ranking. Pure.
