namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Computes one row of an output from the same row of an input.</summary>
/// <param name="row">The row number.</param>
/// <param name="input">The input's row.</param>
/// <param name="output">The output's row, to be overwritten.</param>
internal delegate void RowFunction(int row, ReadOnlySpan<float> input, Span<float> output);
