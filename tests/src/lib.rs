//! Shared fixtures for the tests in this folder.
