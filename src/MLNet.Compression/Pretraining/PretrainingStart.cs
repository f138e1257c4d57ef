using MLNet.Compression.Logging;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Pretraining;

/// <summary>What there is before anything is trained.</summary>
/// <param name="Origin">The model that is started from or learnt from, with a masked-LM head.</param>
/// <param name="Texts">The training texts; read anew each time.</param>
/// <param name="Seed">The seed of new weights.</param>
/// <param name="Log">Is told what is done.</param>
/// <param name="CancellationToken">Stops the work.</param>
internal sealed record PretrainingStart(TextModel Origin, IEnumerable<string> Texts, int Seed, StageLog Log, CancellationToken CancellationToken);
