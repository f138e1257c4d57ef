using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Allocation;

/// <summary>What gets one number format.</summary>
/// <param name="Name">Its name in the report.</param>
/// <param name="Weights">The matrix, or the tables.</param>
/// <param name="Schemes">The formats to choose from.</param>
/// <param name="Assign">A plan with a format for it.</param>
internal sealed record AllocationPart(
    string Name, IReadOnlyList<Parameter> Weights, IReadOnlyList<QuantizationScheme> Schemes, Func<QuantizationPlan, QuantizationScheme, QuantizationPlan> Assign);
