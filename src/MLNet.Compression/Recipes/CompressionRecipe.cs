using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>
/// A whole compression as a value: distil, prune, quantise with training. Read it, print it, change it with <c>with</c>, compare it, search over it. Equal by content.
/// </summary>
/// <remarks>Applied by <see cref="CompressionExtensions.Compress(Microsoft.ML.IEstimator{TextModelTransformer}, CompressionRecipe)"/> and its overloads. <see cref="Small"/> and <see cref="Fast"/> are ready-made.</remarks>
public sealed partial record CompressionRecipe : IOptionParts
{
    private readonly ValueList<RecipeStudent> _students;
    private readonly ValueList<DistillationLoss>? _quantizationLosses;

    /// <param name="students">The students to choose from, the best first.</param>
    /// <exception cref="ArgumentException">There is none, or one is null.</exception>
    public CompressionRecipe(params IReadOnlyList<RecipeStudent> students)
    {
        ArgumentNullException.ThrowIfNull(students);
        _students = Checked(students);
    }

    /// <summary>
    /// The most bytes of the saved ML.NET model; null, the default, for no limit, where the first student is taken with the pieces that it names. The first student is taken that keeps them,
    /// and gets as many pieces more as there are bytes left for.
    /// </summary>
    [Range(1.0, long.MaxValue)]
    public long? Bytes { get; init; }

    /// <summary>The students to choose from, the best first.</summary>
    public IReadOnlyList<RecipeStudent> Students
    {
        get => _students;
        init => _students = Checked(value);
    }

    /// <summary>The share of the training texts' tokens that a student's pieces have to cover, where that takes fewer pieces than <see cref="RecipeStudent.Vocabulary"/>. Default 0.995.</summary>
    [Share]
    public double Coverage { get; init; } = 0.995;

    /// <summary>What a student with layers minimises, and where it starts. Default <see cref="DistillationRecipe.Joint"/>, without the attention scores where the teacher has other heads.</summary>
    [Required]
    public DistillationRecipe Distillation { get; init; } = DistillationRecipe.Joint;

    /// <summary>What a static student minimises. Default its teacher's predictions alone.</summary>
    [Required]
    public DistillationRecipe StaticDistillation { get; init; } = DistillationRecipe.Hinton(temperature: 1, alpha: 1);

    /// <summary>How long a student learns.</summary>
    [Required]
    public TrainingLength DistillationLength { get; init; } = TrainingLength.Usual;

    /// <summary>What is removed of a student with a <see cref="RecipeStudent.Sparsity"/>. Default blocks of <see cref="BlockShape.Kernel"/>.</summary>
    [Required]
    public PruningUnit Unit { get; init; } = PruningUnit.Blocks(BlockShape.Kernel);

    /// <summary>What units are worth. Default <see cref="PruningMeasure.Kronecker"/>.</summary>
    [Required]
    public PruningMeasure Measure { get; init; } = PruningMeasure.Kronecker();

    /// <summary>How long pruning takes.</summary>
    [Required]
    public TrainingLength PruningLength { get; init; } = TrainingLength.Usual;

    /// <summary>
    /// Formats that are chosen for each matrix, by what it loses in them, within the <see cref="Bytes"/>, in the place of <see cref="RecipeStudent.Plan"/>, which says then which student fits; its own
    /// bytes are not read. Null, the default, for the plan.
    /// </summary>
    public BitAllocation? Allocation { get; init; }

    /// <summary>
    /// What a student with layers minimises while it gets used to rounding: teacher 0 is the teacher, teacher 1 the student before. Null, the default, for those of
    /// <see cref="QuantizationOptions.Losses"/>, which are always a static student's.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<DistillationLoss>? QuantizationLosses
    {
        get => _quantizationLosses;
        init => _quantizationLosses = value is null ? null : new(value);
    }

    /// <summary>How long the training takes in which a student gets used to rounding.</summary>
    [Required]
    public TrainingLength QuantizationLength { get; init; } = TrainingLength.Usual;

    /// <summary>Whether ML.NET's linear models are measured on the validation set, if there is one: see <see cref="CompressionReport.Baseline"/>. Default true.</summary>
    [MayDifferOnResume]
    public bool Baseline { get; init; } = true;

    /// <summary>An account of the recipe, a line a part.</summary>
    public override string ToString() => string.Join(Environment.NewLine,
    [
        Bytes is { } bytes ? FormattableString.Invariant($"at most {bytes:N0} bytes; the first that fits of") : "without a limit of bytes; the first of",
        .. Students.Select(student => $"  {student}"),
        $"distil ({DistillationLength}): {Distillation}",
        $"a static student: {StaticDistillation}",
        $"prune ({PruningLength}): {Unit}, {Measure}",
        $"quantise ({QuantizationLength}): {(QuantizationLosses is null ? "usual losses" : string.Join(", ", QuantizationLosses))}{(Allocation is null ? "" : $", formats chosen of {string.Join(", ", Allocation.Schemes)}")}",
    ]);

    /// <summary>A sentence for each fault.</summary>
    internal IEnumerable<string> Faults()
    {
        var ofStudents = Students.SelectMany((student, i) => student.Faults().Select(fault => $"{nameof(Students)}[{i}].{fault}"));
        (string Name, TrainingLength Length)[] lengths =
            [(nameof(DistillationLength), DistillationLength), (nameof(PruningLength), PruningLength), (nameof(QuantizationLength), QuantizationLength)];
        var ofLengths = lengths.Where(length => length.Length is not null)
            .SelectMany(length => OptionsValidation.FaultsOf(length.Length).Select(fault => $"{length.Name}.{fault}"));
        string[] ofBytes = Allocation is not null && Bytes is null
            ? [$"{nameof(Allocation)} is set, but {nameof(Bytes)} is null, so that there is nothing to divide among the matrices: set {nameof(Bytes)}, or leave {nameof(Allocation)} null."]
            : [];
        var ofAllocation = Allocation is null ? [] : (Allocation with { Bytes = Bytes ?? 1 }).Faults().Select(fault => $"{nameof(Allocation)}: {fault}");
        return OptionsValidation.FaultsOf(this).Concat(ofStudents).Concat(ofLengths).Concat(ofBytes).Concat(ofAllocation);
    }

    private static ValueList<RecipeStudent> Checked(IReadOnlyList<RecipeStudent> students) => students is { Count: > 0 } && !students.Contains(null!)
        ? new(students)
        : throw new ArgumentException("A recipe needs at least one student, and none that is null.", nameof(students));
}
