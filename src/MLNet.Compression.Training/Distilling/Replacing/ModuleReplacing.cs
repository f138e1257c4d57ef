using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Distilling.Replacing;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>
/// How the student's layers, the successors, take the places of a teacher's, the predecessors, while they learn (BERT-of-Theseus, Xu et al.
/// 2020). Equal by value.
/// </summary>
/// <remarks>
/// <para>
/// The teacher's N layers fall into as many groups as the student has layers, M: group m, from 0, ends with the teacher's layer
/// ⌈(m + 1) N / M⌉ − 1. Where N is a multiple of M, as in the paper, all have N / M layers. A step runs the student's embeddings and head with
/// either the group or the student's layer at each place; dropout acts in both. The teacher does not change; gradients pass through its layers to
/// the student's layers before them.
/// </para>
/// <para>A layer that took no part in a step keeps its weights and the optimizer's means of it as they are.</para>
/// </remarks>
public abstract record ModuleReplacing : IOptionParts
{
    private readonly int _predecessor;

    private protected ModuleReplacing(Schedule rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        Rate = rate.Least >= 0 && rate.Most is > 0 and <= 1
            ? rate
            : throw new ArgumentOutOfRangeException(nameof(rate), rate, $"The replacing rate is {rate}; it is a share from 0 to 1 at every step, and not 0 at all of them.");
    }

    /// <summary>p, a number or a schedule over the stage: the share of the student's layers.</summary>
    public Schedule Rate { get; }

    /// <summary>Whose layers are replaced: a teacher's position, from 0. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int Predecessor
    {
        get => _predecessor;
        init => _predecessor = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A teacher's position is counted from 0.");
    }

    /// <summary>A coin for each place: y = r · successor(x) + (1 − r) · predecessor(x) with r = 1 at probability p, else 0 (Xu et al. 2020, eq. 2 and 3).</summary>
    /// <remarks>The coins are thrown once a step, by the seed and the step: rows of a step that are worked on in several batches see the same modules.</remarks>
    /// <param name="rate">p: a number such as 0.5, or p = kt + b of the paper's eq. 6 as <see cref="Schedule.Linear"/> from b to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no share from 0 to 1 at some step, or always 0.</exception>
    public static ModuleReplacing ByCoin(Schedule rate) => new CoinReplacing(rate);

    /// <summary>Both at once: y = p · successor(x) + (1 − p) · predecessor(x), without chance (deterministic continuous replacement, Bradbury et al. 2025).</summary>
    /// <remarks>Steadier gradients for the time of both models in every step. The paper replaces attention alone, in vision; here whole groups of layers.</remarks>
    /// <param name="rate">p, such as <see cref="Schedule.Linear"/> from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no share from 0 to 1 at some step, or always 0.</exception>
    public static ModuleReplacing Blend(Schedule rate) => new BlendReplacing(rate);

    /// <summary>An account of it.</summary>
    public abstract override string ToString();

    /// <summary>What stands at a place in a step; null for the successor alone.</summary>
    /// <param name="successor">The student's layer.</param>
    /// <param name="predecessor">The teacher's group.</param>
    /// <param name="rate">p.</param>
    /// <param name="coins">Random numbers of this step.</param>
    internal abstract EncoderModule? Choose(BertLayer successor, LayerGroup predecessor, double rate, SeededRandom coins);

    /// <summary>Refuses models and losses that do not fit.</summary>
    /// <exception cref="ArgumentException">They don't; the message says why and what to do.</exception>
    internal void Check(string stage, LossCheck check, IEnumerable<DistillationLoss> losses)
    {
        if (Predecessor >= check.Teachers.Count || check.Teachers[Predecessor] is not { } teacher)
        {
            throw new ArgumentException(
                $"Stage '{stage}' replaces layers of teacher {Predecessor}, {(Predecessor >= check.Teachers.Count ? "which is not there" : "which gives predictions alone")}: set Predecessor to the position of a text model, or leave Replacing out.");
        }

        if (check.Student.IsStatic || teacher.IsStatic)
        {
            throw new ArgumentException(
                $"Stage '{stage}' replaces layers, but {(check.Student.IsStatic ? "a static student" : $"teacher {Predecessor}, which is static,")} has none: leave Replacing out.");
        }

        if (check.OtherTokens.Contains(Predecessor))
        {
            throw new ArgumentException(
                $"Stage '{stage}' replaces layers of teacher {Predecessor}, which splits texts into other tokens than the student: set Predecessor to the position of a teacher of the student's tokenizer.");
        }

        if (teacher.HiddenSize != check.Student.HiddenSize)
        {
            throw new ArgumentException(
                $"Stage '{stage}' puts the student's layers in the places of its teacher's, so both have to be equally wide, but the student has {check.Student.HiddenSize} features and the teacher {teacher.HiddenSize}: choose a student of hidden size {teacher.HiddenSize}.");
        }

        if (check.Student.Layers.Length > teacher.Layers.Length)
        {
            throw new ArgumentException(
                $"Stage '{stage}' replaces groups of the teacher's layers by the student's, but the student has {check.Student.Layers.Length} layers and the teacher only {teacher.Layers.Length}: choose a student of at most {teacher.Layers.Length} layers.");
        }

        if (losses.OfType<StateLoss>().FirstOrDefault() is { } loss)
        {
            throw new ArgumentException(
                $"Stage '{stage}' replaces layers, so the states between them are partly the teacher's own and the loss '{loss}' cannot compare them: leave it out of the stage, or put it into one of its own.");
        }
    }

    /// <summary>An account with the teacher's position, where it is not the first.</summary>
    private protected string Describe(string how) => $"{how}{(Predecessor == 0 ? "" : $" of teacher {Predecessor}")}";
}
