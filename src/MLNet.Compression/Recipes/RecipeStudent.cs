using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>A student that a <see cref="CompressionRecipe"/> may choose. Equal by value.</summary>
/// <param name="Shape">
/// Its size. What is larger than the teacher's becomes as large as the teacher's. Its <see cref="ModelShape.VocabularySize"/>, where it has one, is not changed; its
/// <see cref="ModelShape.MaxTokens"/>, where it has none, is the teacher's; and where rows are pairs, it has segments.
/// </param>
/// <param name="Plan">The number format of each part. Words as rows of vectors get fewer parts, or 4 bits, where the table of the student is too narrow or too small for them.</param>
public sealed record RecipeStudent([property: Required] StudentShape Shape, [property: Required] QuantizationPlan Plan) : IOptionParts
{
    /// <summary>
    /// Pieces of its vocabulary without which it is not chosen, unless fewer cover <see cref="CompressionRecipe.Coverage"/> of the data. What the budget leaves makes them more. Default 8,000.
    /// </summary>
    [Range(16, 1_000_000)]
    public int Vocabulary { get; init; } = 8_000;

    /// <summary>The share of <see cref="CompressionRecipe.Unit"/> that is removed before it is quantised; 0, the default, for no pruning. For a student with layers.</summary>
    [Share(BelowOne = true)]
    public double Sparsity { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Shape}, {Vocabulary:N0} pieces, {Plan}{(Sparsity > 0 ? FormattableString.Invariant($", {Sparsity:P0} pruned") : "")}");

    internal IEnumerable<string> Faults()
    {
        var ofPlan = Plan is null ? [] : PlanCheck.FaultsOf(Plan).Select(fault => $"{nameof(Plan)}: {fault}");
        string[] ofPruning = Sparsity > 0 && Shape is { Layers: 0 } ? [$"{nameof(Sparsity)} is {Sparsity}, but {Shape} is static and has no layers to prune: leave it 0."] : [];
        return OptionsValidation.FaultsOf(this).Concat(ofPlan).Concat(ofPruning);
    }
}
