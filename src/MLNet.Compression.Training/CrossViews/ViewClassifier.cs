using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>The classifier of one view, learnt beside the student and dropped in the end.</summary>
/// <param name="Head">The same layers as the student's head, with weights of their own.</param>
/// <param name="Offset">Its row r predicts row r + offset of the full view.</param>
internal sealed record ViewClassifier(TaskHead Head, int Offset);
