from __future__ import annotations

from hypothesis import HealthCheck, settings

# Derandomised, so that a failure is the same everywhere; raise the examples by hand to search further.
settings.register_profile(
    "default", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")
