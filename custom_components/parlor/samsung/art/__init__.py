"""The art channel of a Frame: what hangs on it, and what can be hung.

Written from what people have noted of sets of 2019-2025 (art API 0.97, 2.x, 4.x, 5.0) and from the simulated set; no
hardware was at hand. Never tried on any: whether a channel kept open holds a sleeping set awake, and what a set of 2017
or 2018 says at all; pictures sent in the frame itself (0.97); how long a set takes for a picture of 30 MB; which codes
sets of before 2022 refuse with; whether `portrait_matte_id` matters on a set that hangs upright.
"""
