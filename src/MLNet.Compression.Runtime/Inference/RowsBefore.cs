namespace MLNet.Compression.Runtime.Inference;

/// <summary>How many rows of results the sequences before one have.</summary>
/// <param name="batch">The sequences.</param>
/// <param name="sequence">One of them; their number for the rows of all.</param>
internal delegate int RowsBefore(TokenBatch batch, int sequence);
