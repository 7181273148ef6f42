"""Luodi turns policy documents into what they promise: duties, entitlements, services, and what has not happened yet."""

__version__ = "0.1.0"
