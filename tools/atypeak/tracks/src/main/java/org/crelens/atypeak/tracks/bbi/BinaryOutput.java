package org.crelens.atypeak.tracks.bbi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.crelens.libs.io.OutputException;
import org.crelens.libs.io.Outputs;

/** An output that is written from front to back, with places that are filled in later. */
final class BinaryOutput implements Closeable {
  private final Path target;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
  private long position;

  BinaryOutput(Outputs outputs, Path target) throws IOException {
    this.target = target;
    Path unfinished = outputs.stage(target);
    try {
      channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw Outputs.wrap(target, e);
    }
  }

  /** Where the next byte goes. */
  long position() {
    return position;
  }

  void write(Bytes bytes) throws OutputException {
    write(bytes.array(), bytes.size());
  }

  void write(byte[] bytes) throws OutputException {
    write(bytes, bytes.length);
  }

  private void write(byte[] bytes, int length) throws OutputException {
    position += length;
    for (int done = 0; done < length; ) {
      if (!buffer.hasRemaining()) flush();
      int n = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, done, n);
      done += n;
    }
  }

  /** Leaves room for {@link #fill}. */
  void reserve(int count) throws OutputException {
    write(new byte[count]);
  }

  /** Puts bytes in a place that was written before. */
  void fill(long at, Bytes bytes) throws OutputException {
    flush();
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes.array(), 0, bytes.size());
      for (long to = at; all.hasRemaining(); to = at + all.position()) channel.write(all, to);
    } catch (IOException e) {
      throw Outputs.wrap(target, e);
    }
  }

  private void flush() throws OutputException {
    try {
      buffer.flip();
      while (buffer.hasRemaining()) channel.write(buffer);
      buffer.clear();
    } catch (IOException e) {
      throw Outputs.wrap(target, e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } catch (IOException e) {
      throw Outputs.wrap(target, e);
    }
  }
}
