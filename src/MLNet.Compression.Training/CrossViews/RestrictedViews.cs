using MLNet.Compression.Training.Kernels.Attention;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>What each view is made of.</summary>
internal static class RestrictedViews
{
    /// <summary>All views of each task that has some. A new one is added here and in <see cref="_makers"/>.</summary>
    private static readonly Dictionary<HeadKind, RestrictedView[]> _ofHead = new()
    {
        [HeadKind.Sequence] = [RestrictedView.Prefix, RestrictedView.Suffix, RestrictedView.MaskedHalves],
        [HeadKind.Token] = [RestrictedView.Forward, RestrictedView.Backward, RestrictedView.Next, RestrictedView.Previous],
    };

    private static readonly Dictionary<RestrictedView, Func<WordTokens, ulong, Sight[]>> _makers = new()
    {
        [RestrictedView.Prefix] = (words, seed) => [new(new TextPart(words, seed, isPrefix: true))],
        [RestrictedView.Suffix] = (words, seed) => [new(new TextPart(words, seed, isPrefix: false))],
        [RestrictedView.MaskedHalves] = (words, seed) => [new(new MaskedHalf(words, seed, isFirst: true)), new(new MaskedHalf(words, seed, isFirst: false))],
        [RestrictedView.Forward] = (_, _) => [new(WholeText.Instance, AttentionReach.Preceding)],
        [RestrictedView.Backward] = (_, _) => [new(WholeText.Instance, AttentionReach.Following)],
        [RestrictedView.Next] = (_, _) => [new(WholeText.Instance, AttentionReach.Preceding, Offset: 1)],
        [RestrictedView.Previous] = (_, _) => [new(WholeText.Instance, AttentionReach.Following, Offset: -1)],
    };

    /// <summary>The views of a task; none where it has no classes of texts or tokens.</summary>
    public static IReadOnlyList<RestrictedView> Of(HeadKind head) => _ofHead.GetValueOrDefault(head) ?? [];

    /// <summary>The passes of a student over some views: views that see the same share one.</summary>
    /// <param name="views">The views.</param>
    /// <param name="student">The student; each view's classifier starts as a copy of its head.</param>
    /// <param name="seed">What random parts depend on, beside step and row.</param>
    public static IReadOnlyList<ViewPass> PassesOf(IReadOnlyList<RestrictedView> views, TextModel student, ulong seed)
    {
        var words = new WordTokens(student.Tokenizer.Vocabulary);
        return
        [
            .. views.SelectMany(view => _makers[view](words, seed))
                .GroupBy(sight => (sight.Part, sight.Reach))
                .Select(group => new ViewPass(group.Key.Part, group.Key.Reach, [.. group.Select(sight => new ViewClassifier(CopyOfHead(student), sight.Offset))])),
        ];
    }

    private static TaskHead CopyOfHead(TextModel student)
    {
        var copy = TaskHeads.Create(student.HeadKind, student.Encoder, student.Labels.Count);
        foreach (var (to, from) in copy.Parameters.Zip(student.Head.Parameters))
        {
            from.ValueSpan.CopyTo(to.ValueSpan);
        }

        return copy;
    }
}
