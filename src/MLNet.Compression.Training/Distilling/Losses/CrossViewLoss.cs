using MLNet.Compression.Training.CrossViews;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>
/// Cross-view training (Clark et al. 2018, eq. 2): on rows without labels, classifiers that see parts of the input learn what the student
/// itself predicts from the whole, Σ_v KL(p ‖ p_v). They share the student's encoder, which so learns from unlabelled text. Needs no teacher.
/// </summary>
/// <remarks>
/// p is computed without dropout from the weights of the step, and no gradient flows into it. Each view has a classifier of its own, which
/// is dropped in the end; the paper's start at random, these as copies of the student's, which on a pretrained encoder disturb less. On
/// batches of labelled rows the loss is nothing, unless no loss of the stage reads labels.
/// </remarks>
public sealed record CrossViewLoss : DistillationLoss
{
    private readonly ValueList<RestrictedView> _views = [];

    /// <param name="weight">The loss's weight; the paper has 1.</param>
    public CrossViewLoss(Schedule? weight = null) => Weight = weight ?? 1;

    /// <summary>Which views predict; empty, the default, for all that the task has: of texts prefix, suffix and masked halves, of tokens forward, backward, next and previous.</summary>
    /// <exception cref="ArgumentException">A view is there twice.</exception>
    public IReadOnlyList<RestrictedView> Views
    {
        get => _views;
        init => _views = value.Distinct().Count() == value.Count
            ? new ValueList<RestrictedView>(value)
            : throw new ArgumentException($"A view is there twice ({string.Join(", ", value)}): name each once.", nameof(value));
    }

    internal override bool NeedsTeacher => false;

    internal override bool NeedsUnlabeled => true;

    /// <inheritdoc/>
    public override string ToString() => Describe($"cross views{(Views.Count == 0 ? "" : $" ({string.Join(", ", Views)})")}");

    internal override IEnumerable<WeightedTerm> Terms(LossSetting setting)
    {
        var views = Views.Count > 0 ? Views : RestrictedViews.Of(setting.Student.HeadKind);
        var passes = RestrictedViews.PassesOf(views, setting.Student, setting.Seed);
        return [new(new CrossViewTerm(setting.Student, passes, setting.Dropout), Weight, new SelfTeacher(setting.Student))];
    }

    internal override void Check(LossCheck check)
    {
        if (Teachers.Count > 0)
        {
            throw new ArgumentException($"The loss '{this}' names teachers, but its only teacher is the student itself: leave Teachers empty, and add a PredictionLoss to follow others too.");
        }

        base.Check(check);
        if (check.Student.IsStatic)
        {
            throw new ArgumentException($"The loss '{this}' shows parts of a text to an encoder that relates its tokens, but a static student has no layers: leave the loss out.");
        }

        var possible = RestrictedViews.Of(check.Head);
        if (possible.Count == 0)
        {
            throw new ArgumentException($"The loss '{this}' is for classes of texts or of tokens, but the student's head is {check.Head}: leave the loss out.");
        }

        if (Views.Except(possible).Select(view => (RestrictedView?)view).FirstOrDefault() is { } other)
        {
            throw new ArgumentException($"The loss '{this}' has the view {other}, which a student with the head {check.Head} has not: choose among {string.Join(", ", possible)}.");
        }
    }
}
