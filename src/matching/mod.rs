//! Text → segments of the chain, with the words that show it. Pure: knows the plan, no files, no store.
