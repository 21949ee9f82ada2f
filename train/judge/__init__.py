"""Recipe of the learned judge: does one sentence of a report answer the same question as one of another report, and differently?"""
