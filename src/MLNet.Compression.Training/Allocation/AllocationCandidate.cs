namespace MLNet.Compression;

/// <summary>A number format that a matrix could have.</summary>
/// <param name="Scheme">The format.</param>
/// <param name="Bytes">What the matrix takes in it.</param>
/// <param name="Sensitivity">
/// What the model's predictions change by when this matrix alone is rounded so, estimated or measured (<see cref="BitAllocation.IsMeasured"/>): the divergence of
/// Kullback and Leibler from the predictions before, in nats a row; of a regression the squared change, half of it where it is estimated.
/// </param>
public sealed record AllocationCandidate(QuantizationScheme Scheme, long Bytes, double Sensitivity)
{
    /// <summary>What the matrix takes of the time of one text, measured; null where <see cref="BitAllocation.Milliseconds"/> is.</summary>
    public double? Milliseconds { get; init; }
}
