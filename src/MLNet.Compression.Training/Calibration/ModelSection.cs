using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Calibration;

/// <summary>A part of a model that makes its states of those that the part before it left.</summary>
/// <param name="Linears">Its linear layers with weights, in order of use; other sections may have them too.</param>
/// <param name="Run">From the states before, which the first section does not read, to those behind [rows x features].</param>
internal sealed record ModelSection(IReadOnlyList<Linear> Linears, Func<Tape, TokenBatch, Tensor?, Tensor> Run);
