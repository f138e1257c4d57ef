using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Token ids to the mean of the vectors of each sequence's tokens, special pieces left out: all there is of a static model below its head.</summary>
/// <remarks>The mean is 0 where nothing but special pieces is there.</remarks>
internal sealed unsafe class TokenMeans(CompressedModel model) : ISequenceEncoder
{
    private readonly WeightMatrix _words = model.Embeddings.Words;
    private readonly Vocabulary _vocabulary = model.Vocabulary;

    /// <summary>The means [sequences x embedding size].</summary>
    /// <inheritdoc/>
    public LinearInput Forward(SequenceChunk chunk, Workspace workspace, InputFormat format)
    {
        var means = workspace.First(chunk.Sequences, _words.Columns);
        var row = new Span<float>(workspace.Scratch(_words.Columns), _words.Columns);
        for (var sequence = 0; sequence < chunk.Sequences; sequence++)
        {
            Mean(IdsOf(chunk, sequence), row, means.RowSpan(sequence));
        }

        return workspace.HiddenIntegers.Convert(means, format);
    }

    private static ReadOnlySpan<int> IdsOf(SequenceChunk chunk, int sequence) => chunk.Ids.Slice(chunk.Start(sequence), chunk.Length(sequence));

    private void Mean(ReadOnlySpan<int> ids, Span<float> row, Span<float> mean)
    {
        mean.Clear();
        var count = 0;
        foreach (var id in ids)
        {
            if (!_vocabulary.IsSpecial(id))
            {
                _words.DecodeRowUnchecked(id, row);
                RowAddition.Add(row, mean);
                count++;
            }
        }

        if (count > 1)
        {
            RowAddition.Scale(1f / count, mean);
        }
    }
}
