using System.Text;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>From tokens back to text: pieces between blanks, what continues a word joined to it.</summary>
/// <remarks>The text has blanks around punctuation, which the tokenizer does not see.</remarks>
internal static class SequenceText
{
    private const string Continuation = "##";

    /// <summary>The text of <c>[CLS] text [SEP]</c>, or the two of <c>[CLS] text [SEP] pair [SEP]</c>.</summary>
    public static TextVariant Of(ReadOnlySpan<int> ids, Vocabulary vocabulary)
    {
        var end = ids.IndexOf(vocabulary.SeparatorId);
        var second = ids[(end + 1)..];
        return new TextVariant(Spell(ids[1..end], vocabulary), second.IsEmpty ? null : Spell(second[..^1], vocabulary));
    }

    private static string Spell(ReadOnlySpan<int> ids, Vocabulary vocabulary)
    {
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            var piece = vocabulary[id];
            var continues = piece.Length > Continuation.Length && piece.StartsWith(Continuation, StringComparison.Ordinal);
            text.Append(text.Length == 0 || continues ? "" : " ").Append(piece.AsSpan(continues ? Continuation.Length : 0));
        }

        return text.ToString();
    }
}
