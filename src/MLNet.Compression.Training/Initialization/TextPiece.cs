namespace MLNet.Compression.Training.Initialization;

/// <summary>A piece that texts are made of.</summary>
/// <param name="Teacher">The teacher's ids of it: one, or those of the pieces that it splits its text into.</param>
/// <param name="Student">The student's.</param>
internal readonly record struct TextPiece(IReadOnlyList<int> Teacher, int Student);
