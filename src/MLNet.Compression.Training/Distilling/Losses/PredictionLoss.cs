using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression;

/// <summary>How far the student's predictions are from its teachers': soft targets (Hinton et al. 2015). Several teachers are averaged.</summary>
/// <remarks>Times T², so that gradients keep their size at a high temperature. Where a text may have several labels, each is compared on its own, by sigmoid in the place of softmax.
/// Of numbers, which have neither temperature nor divergence, it is the squared difference, of vectors the squared distance, or what <see cref="PredictionDivergence.Cosine"/> or <see cref="PredictionDivergence.SquaredLogits"/> ask for.</remarks>
public sealed record PredictionLoss : DistillationLoss
{
    private readonly ValueList<double> _teacherWeights = [];
    private readonly Schedule _temperature = 1;

    /// <param name="weight">The loss's weight, before T².</param>
    /// <param name="temperature">T of both sides.</param>
    /// <param name="divergence">What is compared, and how.</param>
    public PredictionLoss(Schedule? weight = null, Schedule? temperature = null, PredictionDivergence divergence = PredictionDivergence.CrossEntropy)
    {
        Weight = weight ?? 1;
        Temperature = temperature ?? 1;
        Divergence = divergence;
    }

    /// <summary>T of both sides' probabilities softmax(z / T), a number or a schedule over the stage; positive. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It can be 0 or less.</exception>
    public Schedule Temperature
    {
        get => _temperature;
        init => _temperature = value.Least > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Temperature is {value}; it has to be positive at every step.");
    }

    /// <summary>What is compared, and how. Default <see cref="PredictionDivergence.CrossEntropy"/>.</summary>
    public PredictionDivergence Divergence { get; init; }

    /// <summary>What of several teachers is averaged, if they give probabilities of classes; numbers, vectors, and the logits of several labels a text, are averaged as they are. Default <see cref="TeacherAveraging.Distributions"/>.</summary>
    public TeacherAveraging Averaging { get; init; }

    /// <summary>How much each of the followed teachers counts; empty, the default, for all alike.</summary>
    public IReadOnlyList<double> TeacherWeights
    {
        get => _teacherWeights;
        init => _teacherWeights = new ValueList<double>(value);
    }

    /// <summary>
    /// Whether a masked language model's predictions are compared at the tokens that the stage's <see cref="DistillationStage.Masking"/> hid
    /// alone, a seventh of the work, and not at all of them. Default false.
    /// </summary>
    public bool OnlyHiddenTokens { get; init; }

    internal override bool NeedsMasking => OnlyHiddenTokens;

    internal override bool ComparesTokens => OnlyHiddenTokens;

    /// <inheritdoc/>
    public override string ToString() => Describe(
        $"predictions{(OnlyHiddenTokens ? " of hidden tokens" : "")} ({Divergence}{(Temperature == 1 ? "" : $", T {Temperature}")}{(TeacherWeights.Count == 0 ? "" : FormattableString.Invariant($", {Averaging} weighed {string.Join(" : ", TeacherWeights)}"))})");

    internal override IEnumerable<WeightedTerm> Terms(LossSetting setting)
    {
        var task = TextTasks.Of(setting.Student);
        var averaging = task.GivesProbabilities ? Averaging : TeacherAveraging.Logits;
        int[] followed = Teachers.Count > 0 ? [.. Teachers] : [.. Enumerable.Range(0, setting.Teachers.Count)];
        Teacher teacher = followed.Length == 1
            ? setting.Teachers[followed[0]]
            : new EnsembleTeacher([.. followed.Select((position, i) => (setting.Teachers[position], TeacherWeights.Count == 0 ? 1 : TeacherWeights[i]))], averaging, Temperature);
        return OnlyHiddenTokens
            ? [DivergenceTerms.Of(Divergence, teacher, Weight, Temperature, LogitRows.Labelled)]
            : [task.TeacherTerm(Divergence, teacher, Weight, Temperature)];
    }

    internal override void Check(LossCheck check)
    {
        base.Check(check);
        if (OnlyHiddenTokens && check.Head != HeadKind.MaskedLm)
        {
            throw new ArgumentException($"The loss '{this}' compares predictions of hidden tokens, but the student's head is {check.Head}: set OnlyHiddenTokens to false.");
        }

        if (check.Head == HeadKind.MultiLabel)
        {
            MultiLabelTask.RequireDivergence(Divergence);
        }

        var followed = Teachers.Count > 0 ? Teachers.Count : check.Teachers.Count;
        if (TeacherWeights.Count > 0 && (TeacherWeights.Count != followed || TeacherWeights.Any(weight => weight is not > 0)))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The loss '{this}' follows {followed} teachers: give as many positive TeacherWeights, or none."));
        }
    }
}
