using Microsoft.ML;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring.LookAhead;

namespace MLNet.Compression.Scoring;

/// <summary>Computes a result of the text or texts of a row. Safe for several threads.</summary>
internal interface IRowScorer
{
    /// <summary>Scores a row when its score is asked for.</summary>
    /// <param name="row">The row; the text columns are active in it.</param>
    /// <param name="mapper">The columns.</param>
    IScoreSource OneByOne(DataViewRow row, TextModelMapper mapper);

    /// <summary>Scores rows in batches that are read ahead.</summary>
    /// <param name="rows">The rows; the text columns are active in them.</param>
    /// <param name="mapper">The columns.</param>
    /// <param name="execution">What may stop the scoring.</param>
    IScoreSource InBatches(LookAheadCursor rows, TextModelMapper mapper, RunningExecution execution);

    /// <summary>Frees what scoring holds; the next use makes it again.</summary>
    void Free();
}
