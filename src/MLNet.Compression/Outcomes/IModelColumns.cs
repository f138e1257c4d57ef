using Microsoft.ML;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Outcomes;

/// <summary>The columns that a model reads, and those that it adds behind the input's.</summary>
internal interface IModelColumns
{
    /// <summary>The columns of texts.</summary>
    TextColumnNames Texts { get; }

    /// <summary>Adds the model's columns to a schema.</summary>
    /// <param name="schema">Has the input's columns.</param>
    /// <param name="input">The input's columns.</param>
    void AddTo(DataViewSchema.Builder schema, DataViewSchema input);

    /// <summary>The getter of one of the model's columns.</summary>
    /// <param name="column">Its number behind the input's columns, from 0.</param>
    /// <param name="scores">Where the model's outputs come from.</param>
    Delegate GetterOf(int column, IScoreSource scores);
}
