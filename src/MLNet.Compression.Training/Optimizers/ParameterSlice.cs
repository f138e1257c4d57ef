using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Optimizers;

/// <summary>Consecutive elements of one parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Start">The first element.</param>
/// <param name="Length">How many.</param>
internal readonly record struct ParameterSlice(Parameter Parameter, int Start, int Length);
