using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Loop;

/// <summary>Parameters that learn at a rate of their own.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Factor">Multiplies the plan's learning rate for them.</param>
internal sealed record RateGroup(IReadOnlyList<Parameter> Parameters, double Factor);
