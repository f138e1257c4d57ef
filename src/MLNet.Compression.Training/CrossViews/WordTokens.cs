namespace MLNet.Compression.Training.CrossViews;

/// <summary>Tells words and their pieces from [CLS], [SEP] and [PAD].</summary>
internal sealed class WordTokens(Vocabulary vocabulary)
{
    /// <summary>What stands for a word that is hidden.</summary>
    public int Hidden { get; } = vocabulary.MaskId ?? vocabulary.UnknownId;

    public bool Contains(int id) => id != vocabulary.ClassificationId && id != vocabulary.SeparatorId && id != vocabulary.PaddingId;

    /// <summary>How many words come before the first special token.</summary>
    public int LeadingIn(ReadOnlySpan<int> ids)
    {
        var count = 0;
        while (count < ids.Length && Contains(ids[count]))
        {
            count++;
        }

        return count;
    }
}
