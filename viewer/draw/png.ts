/** The picture as PNG: what the SVG shows, painted on a canvas, as large as canvases can be. */
import type { Svg } from './svg.ts';

/** Pixels a side and in all that every browser can paint. */
const MOST_SIDE = 8192;
const MOST_PIXELS = 40_000_000;

/** The scale that is asked for, or the largest that fits. */
export const scaleFor = (
  { width, height }: { readonly width: number; readonly height: number },
  scale: number,
): number =>
  Math.min(scale, MOST_SIDE / width, MOST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));

/** `tell`: is told if the picture is smaller than it was asked for. Rejects where the browser cannot paint it. */
export const pngOf = async (svg: Svg, asked: number, tell: (words: string) => void): Promise<Blob> => {
  const scale = scaleFor(svg, asked);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(svg.width * scale));
  canvas.height = Math.max(1, Math.floor(svg.height * scale));
  const image = new Image();
  // The SVG says how large it is painted: else browsers would paint it small and blow it up.
  image.width = canvas.width;
  image.height = canvas.height;
  image.src = `data:image/svg+xml,${encodeURIComponent(svg.text)}`;
  await image.decode();
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser paints no canvas');
  context.fillStyle = svg.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  if (scale < asked) {
    tell(
      `The picture is too large for a PNG at scale ${asked}: it is saved ${canvas.width} by ${canvas.height} pixels. SVG has no such limit.`,
    );
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('this browser could not make a PNG')) : resolve(blob)),
      'image/png',
    );
  });
};
