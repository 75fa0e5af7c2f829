"""Charts that speak squares, as Vega-Lite specs: what is counted fills squares, what is not stays hollow.

A chart takes rows that are written already (texts in one language, numbers to place them) and a width in
pixels; it knows nothing of metrics. Labels stand beside what they name, so that no chart needs colour to be
read; an interval is a dark line with ends.
"""
