using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How a student learns from its teachers, as a value: read it, print it, change it with <c>with</c>, compare it. Equal by content.</summary>
/// <remarks>The ready-made recipes are static members; each says its paper, and where it differs.</remarks>
public sealed partial record DistillationRecipe : IOptionParts
{
    private readonly ValueList<DistillationStage> _stages;

    /// <param name="name">A name for messages.</param>
    /// <param name="stages">What the student does, one after the other.</param>
    /// <exception cref="ArgumentException">There are no stages, or two have the same name.</exception>
    public DistillationRecipe(string name, params IReadOnlyList<DistillationStage> stages)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(stages);
        (Name, _stages) = (name, Checked(stages));
    }

    /// <summary>A name for messages.</summary>
    public string Name { get; init; }

    /// <summary>Where the student's first weights come from. Default <see cref="StudentInitialization.Extract"/>, which for a static student, who has no layers, stands for <see cref="StudentInitialization.StaticVectors"/>.</summary>
    public StudentInitialization Start { get; init; } = StudentInitialization.Extract;

    /// <summary>The peak learning rate where the options name none; null, the default, for the usual one of a student.</summary>
    public double? LearningRate { get; init; }

    /// <summary>What the student does, one after the other.</summary>
    public IReadOnlyList<DistillationStage> Stages
    {
        get => _stages;
        init => _stages = Checked(value);
    }

    /// <summary>Where the first weights of a student of a shape come from.</summary>
    internal StudentInitialization StartOf(BertShape student) =>
        student.IsStatic && Start == StudentInitialization.Extract ? StudentInitialization.StaticVectors : Start;

    /// <summary>Whether a loss needs rows with labels.</summary>
    internal bool NeedsLabels => Stages.Any(stage => stage.Losses.Any(loss => loss.NeedsLabels));

    /// <summary>What compares student and teacher token by token, in words; null where nothing does.</summary>
    internal string? ComparesTokens => Stages.Select(stage => stage.Replacing is not null
        ? $"the replacing of layers in stage '{stage.Name}'"
        : stage.Losses.FirstOrDefault(loss => loss.ComparesTokens) is { } loss ? $"the loss '{loss}' of stage '{stage.Name}'" : null).FirstOrDefault(what => what is not null);

    /// <summary>The recipe with further stages behind its own, the shares of all kept in proportion.</summary>
    /// <param name="stages">The stages.</param>
    /// <exception cref="ArgumentException">Two stages have the same name.</exception>
    public DistillationRecipe Then(params IReadOnlyList<DistillationStage> stages) => this with { Stages = [.. Stages, .. stages] };

    /// <summary>The same with something changed in every loss of a kind.</summary>
    /// <typeparam name="TLoss">The kind.</typeparam>
    /// <param name="change">Gives the loss in the place of another; null leaves it out.</param>
    /// <exception cref="ArgumentException">A stage has no loss left.</exception>
    public DistillationRecipe WithLoss<TLoss>(Func<TLoss, DistillationLoss?> change)
        where TLoss : DistillationLoss
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with { Stages = [.. Stages.Select(stage => stage with { Losses = [.. stage.Losses.Select(Changed).OfType<DistillationLoss>()] })] };

        DistillationLoss? Changed(DistillationLoss loss) => loss is TLoss found ? change(found) : loss;
    }

    /// <summary>The same without the losses of a kind.</summary>
    /// <typeparam name="TLoss">The kind.</typeparam>
    /// <exception cref="ArgumentException">A stage has no loss left.</exception>
    public DistillationRecipe Without<TLoss>()
        where TLoss : DistillationLoss => WithLoss<TLoss>(_ => null);

    /// <summary>An account of the recipe, a line a stage.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: starts from {Start}{(LearningRate is { } rate ? FormattableString.Invariant($", peak learning rate {rate:G3}") : "")}")
        + string.Concat(Stages.Select(stage => $"{Environment.NewLine}  {stage}"));

    private static ValueList<DistillationStage> Checked(IReadOnlyList<DistillationStage> stages)
    {
        if (stages.Count == 0)
        {
            throw new ArgumentException("A recipe needs at least one stage.", nameof(stages));
        }

        return stages.GroupBy(stage => stage.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ArgumentException($"Two stages have the name '{twice.Key}': give each a name of its own.", nameof(stages))
            : new ValueList<DistillationStage>(stages);
    }
}
