/** Two weights of the sans and one of the serif, in unicode-range slices: a screen loads only those it shows. */
import '@fontsource/noto-sans-sc/400.css';
import '@fontsource/noto-sans-sc/700.css';
import '@fontsource/noto-serif-sc/700.css';
// What those slices lack of the 通用规范汉字表, for names such as 𬱖 and 㛃.
import '../../fonts/rare.css';
