using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>
/// Σ_v KL(p ‖ p_v), averaged over what is predicted, on batches without targets (Clark et al. 2018, eq. 2): p is the full view's prediction,
/// held fixed, and p_v that of view v's own classifier on the shared encoder.
/// </summary>
/// <remarks>The teacher is the student itself (<see cref="SelfTeacher"/>). A token whose view is empty, as what stands before the first one, adds nothing.</remarks>
/// <param name="student">The student.</param>
/// <param name="passes">What the views see.</param>
/// <param name="dropout">The rates of the views' passes.</param>
internal sealed class CrossViewTerm(TextModel student, IReadOnlyList<ViewPass> passes, DropoutRates dropout) : ObjectiveTerm
{
    private readonly WordTokens _words = new(student.Tokenizer.Vocabulary);

    /// <inheritdoc/>
    public override string Name => "cross views";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => passes.SelectMany(pass => pass.Classifiers).SelectMany(classifier => classifier.Head.Parameters);

    /// <inheritdoc/>
    public override double Extent(BatchExtent batch) => batch.Targets is NoTargets ? FollowedIn(batch.Content).Count : 0;

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var followed = FollowedIn(context.Batch.Tokens);
        var sum = 0.0;
        foreach (var pass in passes)
        {
            var tokens = pass.Part.Of(context.Batch, context.Position.Step);
            var (last, outputs) = student.Encoder.Forward(context.Tape, tokens, dropout, OutputNeeds.Nothing, reach: pass.Reach);
            foreach (var classifier in pass.Classifiers)
            {
                var logits = classifier.Head.Forward(context.Tape, last, outputs.Layouts[^1], dropout);
                sum += Follow(context, followed, logits, classifier.Offset, weight / followed.Count);
            }
        }

        return sum / followed.Count;
    }

    private static double Follow(ObjectiveContext context, IReadOnlyList<FollowedRow> followed, Tensor logits, int offset, double weight)
    {
        var full = context.Teacher.Logits!;
        var gradient = logits.AddableGradient(context.Buffers);
        var scratch = new float[2 * logits.Columns];
        var sum = 0.0;
        foreach (var (row, first, end) in followed)
        {
            var source = row - offset;
            if (source >= first && source < end)
            {
                sum += RowDivergence.Add(logits.Value.RowSpan(source), full.Value.RowSpan(row), (float)weight, gradient.RowSpan(source), scratch);
            }
        }

        return sum;
    }

    private IReadOnlyList<FollowedRow> FollowedIn(TokenBatch tokens) => FollowedRows.Of(tokens, student.Head.LooksAtTokens, _words);
}
