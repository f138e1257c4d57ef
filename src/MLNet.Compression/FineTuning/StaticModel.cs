using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>The vectors of a Model2Vec folder.</summary>
/// <param name="Checkpoint">The folder's content.</param>
internal sealed record StaticModel(StaticCheckpoint Checkpoint) : IModelStart
{
    public BertShape Shape => Checkpoint.Shape;

    public bool IsOfMeans => false;

    public IEnumerable<string> Notes => Checkpoint.Notes;

    public TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed) => TextModelFactory.Create(Checkpoint, labels, maxTokens, seed, head);
}
